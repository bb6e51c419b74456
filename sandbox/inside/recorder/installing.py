"""Installs the recorder in this process: in the program's before its first line, in each new Python at its start."""

import os
import sys
from typing import Any

from sandbox.inside.recorder import life, polling, simple_queues, waits
from sandbox.inside.recorder.buffer import Buffer
from sandbox.inside.recorder.importing import Patch, patch_modules
from sandbox.inside.recorder.writing import THIS, current
from sandbox.records import Kind, What


def install(buffer_path: str) -> None:
    """From here on this process, and what it forks, records into the buffer."""
    name = life.name_of_interpreter()
    THIS.buffer = Buffer(buffer_path)
    life.begin_process(name)
    if name == life.TRACKER:
        current().begin(Kind.WAIT, What.PIPE, 0, 0, 0)  # all that it ever does
        return
    os.register_at_fork(after_in_child=life.begin_forked_process)
    waits.patch_time(sys.modules["time"])
    patch_modules(PATCHES)


def all_of(*patches: Patch) -> Patch:
    def patch(module: Any) -> None:
        for each in patches:
            each(module)

    return patch


PATCHES: dict[str, Patch] = {
    "threading": all_of(waits.patch_threading, life.patch_threading),
    "queue": all_of(waits.patch_queue, simple_queues.patch_queue, polling.patch_queue),
}
