"""Installs the recorder in this process: in the program's before its first line, in each new Python at its start.

Only what patches a module that is there is imported: many a Python below the program has very few.
"""

import importlib
import os

from sandbox.inside.recorder import life, standing
from sandbox.inside.recorder.buffer import Buffer
from sandbox.inside.recorder.importing import patch_modules
from sandbox.inside.recorder.writing import THIS, current
from sandbox.record_form import Kind, What

PATCHES = {
    "asyncio.base_events": ("loops.patch_loops",),
    "asyncio.events": ("loops.patch_events",),
    "asyncio.locks": ("tasks.patch_locks",),
    "asyncio.queues": ("tasks.patch_queues",),
    "builtins": ("files.patch_builtins",),
    "concurrent.futures.process": ("executors.patch_process_executor",),
    "concurrent.futures.thread": ("executors.patch_thread_executor",),
    "multiprocessing.connection": ("pipes.patch_connection",),
    "multiprocessing.pool": ("processes.patch_pool",),
    "multiprocessing.popen_fork": ("processes.patch_forks",),
    "multiprocessing.process": ("processes.patch_process",),
    "multiprocessing.queues": ("sharing.patch_queues",),
    "multiprocessing.reduction": ("pickling.patch_reduction",),
    "multiprocessing.synchronize": ("sharing.patch_synchronize",),
    "os": ("children.patch_os", "files.patch_os", "standing.patch_os"),
    "queue": ("waits.patch_queue", "simple_queues.patch_queue", "polling.patch_queue"),
    "select": ("sockets.patch_select",),
    "selectors": ("sockets.patch_selectors",),
    "socket": ("sockets.patch_socket",),
    "subprocess": ("children.patch_subprocess",),
    "threading": ("waits.patch_threading", "life.patch_threading"),
    "time": ("sleeping.patch_time",),
    "multiprocessing.util": ("processes.end_after_multiprocessing",),
}
"""By the library's module, what patches it here."""
PACKAGE = "sandbox.inside.recorder"


def read_ahead() -> None:
    """For a zygote: all that its programs may need of the recorder is read, and compiled, once, there."""
    for places in PATCHES.values():
        for place in places:
            importlib.import_module(f"{PACKAGE}.{place.partition('.')[0]}")


def install(buffer_path: str) -> None:
    """From here on this process, and what it forks, records into the buffer."""
    name = life.name_of_interpreter()
    THIS.buffer = Buffer(buffer_path)
    life.begin_process(name)
    if name == life.TRACKER:
        current().begin(Kind.WAIT, What.PIPE, 0, 0, 0)  # all that it ever does
        return
    os.register_at_fork(after_in_child=life.begin_forked_process)
    standing.answer()
    patch_modules(PATCHES, patch)


def patch(place: str, module: object) -> None:
    """`place`: a module of the recorder's and its function."""
    name, _, function = place.partition(".")
    getattr(importlib.import_module(f"{PACKAGE}.{name}"), function)(module)
