"""A warm interpreter that forks jails: one process for each version of Python, stopped in the start-up hook.

It has imported what learners' programs import, holds nothing of value, and has a single thread. The runner asks it
for a jail by a packet with four descriptors; what it forks is a child of the runner. In the program of each jail the
call to `wait_for_a_program` returns, and the interpreter goes on to run /tmp/main.py as if nothing had happened.
"""

import gc
import importlib
import os
import socket
import sys
from contextlib import suppress

from sandbox.jail import control, kernel, leaving
from sandbox.jail.ends import COUNT, Ends
from sandbox.jail.immortal import make_immortal
from sandbox.jail.namespaces import EVERY_NAMESPACE, INSIDE_ID
from sandbox.jail.paths import GREENLET, KEEPERS, PROGRAM, ROOM
from sandbox.jail.pid_one import live_as_pid_one
from sandbox.jail.writing import write

USUAL = (
    "collections.abc", "concurrent.futures.process", "concurrent.futures.thread", "contextlib", "dataclasses",
    "enum", "functools", "itertools", "json", "math", "multiprocessing.connection", "multiprocessing.pool",
    "multiprocessing.queues", "multiprocessing.synchronize", "operator", "queue", "random", "re", "string",
    "subprocess", "tempfile", "threading", "time", "traceback", "typing",
)  # fmt: skip
"""What most of learners' programs import: done once here, not in every run. All of it costs every fork its pages."""

RECORDER = "sandbox.inside.recorder"
"""Read once here, and by that compiled for all Pythons of the jails: they can keep no compiled form of anything."""
EXPLORER = "sandbox.inside.explorer.asked"
DOOR = 3
"""The descriptor by which the runner speaks to it, before and after it has become what it is."""


def wait_for_a_program() -> None:
    """Forks jails as they are asked for; returns in the program of a jail, and nowhere else."""
    door = socket.socket(fileno=DOOR)
    door.set_inheritable(False)
    prepare()
    control.tell(door, control.Ready())
    while True:
        order, descriptors, _, _ = socket.recv_fds(door, control.MESSAGE_BYTES, COUNT)
        if not order:
            os._exit(0)  # the runner is gone
        if has_become_program(door, control.jail_uid(order), Ends(*descriptors)):
            leaving.watch_main()
            return


def prepare() -> None:
    leaving.be_the_last()
    for name in USUAL:
        importlib.import_module(name)
    if os.path.isdir(GREENLET):  # noqa: PTH112 - pathlib would be copied into every jail
        importlib.import_module(EXPLORER)
    else:
        importlib.import_module(RECORDER).read_ahead()
    sys.path_importer_cache[PROGRAM] = None  # what Python will find: that the program is no archive
    kernel.unmount(KEEPERS)
    kernel.make_read_only(ROOM, recursive=False)
    gc.collect()
    make_immortal()
    gc.freeze()  # a collection in a jail would touch, and so copy, every page of what is here
    gc.disable()


def has_become_program(door: socket.socket, uid: int, ends: Ends) -> bool:
    try:
        pid = kernel.fork_for_parent(EVERY_NAMESPACE)
    except OSError as error:
        control.tell(door, control.Failed(step="namespaces", errno=error.errno or 0, text=str(error)))
        ends.close()
        return False
    if pid == 0:
        door.close()
        live_as_pid_one(ends)
        return True
    map_identity(pid, uid)
    control.tell(door, control.Born(pid=pid))
    ends.close()
    return False


def map_identity(pid: int, uid: int) -> None:
    """Who the jail is outside: it cannot say so itself. A jail that died at once needs no identity."""
    with suppress(FileNotFoundError, ProcessLookupError):
        write(f"/proc/{pid}/setgroups", b"deny")
        write(f"/proc/{pid}/uid_map", b"%d %d 1" % (INSIDE_ID, uid))
        write(f"/proc/{pid}/gid_map", b"%d %d 1" % (INSIDE_ID, uid))
