"""Installs the recorder in this process: in the program's before its first line, in each new Python at its start."""

import os
from typing import Any

from sandbox.inside.recorder import (
    children,
    executors,
    files,
    life,
    pickling,
    pipes,
    polling,
    processes,
    sharing,
    simple_queues,
    sockets,
    tasks,
    waits,
)
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
    patch_modules(PATCHES)


def all_of(*patches: Patch) -> Patch:
    def patch(module: Any) -> None:
        for each in patches:
            each(module)

    return patch


PATCHES: dict[str, Patch] = {
    "builtins": files.patch_builtins,
    "os": all_of(children.patch_os, files.patch_os),
    "select": sockets.patch_select,
    "selectors": sockets.patch_selectors,
    "socket": sockets.patch_socket,
    "subprocess": children.patch_subprocess,
    "time": waits.patch_time,
    "threading": all_of(waits.patch_threading, life.patch_threading),
    "queue": all_of(waits.patch_queue, simple_queues.patch_queue, polling.patch_queue),
    "asyncio.base_events": tasks.patch_loops,
    "asyncio.locks": tasks.patch_locks,
    "asyncio.queues": tasks.patch_queues,
    "concurrent.futures.thread": executors.patch_thread_executor,
    "concurrent.futures.process": executors.patch_process_executor,
    "multiprocessing.connection": pipes.patch_connection,
    "multiprocessing.pool": processes.patch_pool,
    "multiprocessing.popen_fork": processes.patch_forks,
    "multiprocessing.process": processes.patch_process,
    "multiprocessing.queues": sharing.patch_queues,
    "multiprocessing.reduction": pickling.patch_reduction,
    "multiprocessing.util": processes.end_after_multiprocessing,
    "multiprocessing.synchronize": sharing.patch_synchronize,
}
