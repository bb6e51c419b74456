"""Lets a program end as cheaply as it began, wherever nobody could tell the difference.

At its end Python clears every module, object by object, and every string that it knows. In a jail that would copy
nearly all pages of the zygote, for nothing, and cost more than the program itself. So a program that simply came to
its end, and left nothing alive that has a last word to say, ends at once. Every other goes the long way, as outside:
only C knows the status of an exit, and the order in which things are cleared.
"""

import atexit
import ctypes
import gc
import io
import os
import select
import sys
import weakref
from contextlib import suppress
from types import FunctionType
from typing import Any

from sandbox.jail.paths import PROGRAM
from sandbox.jail.returning import MainModule

TRACKER_SECONDS = 1.0
"""As much as later releases give it themselves: a child that still runs may keep it."""
HAVE_GC = 1 << 14
"""Py_TPFLAGS_HAVE_GC of CPython's C API."""
MANY_BLOCKS = 200_000
"""Of allocated memory: to look at so many objects costs more than it saves."""
main = MainModule(PROGRAM)
write_out_c = ctypes.PyDLL(None).fflush


def be_the_last() -> None:
    """Called in a zygote before it imports anything that registers for the end itself: the first is called last."""
    atexit.register(leave)


def watch_main() -> None:
    """Called in the program's process, last of all before the program."""
    main.watch()


def leave() -> None:
    """The last that runs of a program; its threads have ended, and whatever it had registered was called."""
    with suppress(Exception):  # a program may have put anything anywhere; what is wrong, the long way tells
        if main.has_returned and sys.getallocatedblocks() < MANY_BLOCKS and not has_last_words() and has_written_out():
            write_out_c(None)
            os._exit(0)  # C's own exit would touch, and so copy, eighty pages to no use
        if "t" not in sys.abiflags:
            write_out_files()
        end_tracker()


def has_last_words() -> bool:
    """Whether anything lives that does something when it is cleared: an object of the program, or a warm one it used.

    What was warm is frozen, so the collector does not name it.
    """
    alive = gc.get_objects()
    kinds = {id(type(each)): type(each) for each in alive}.values()
    return (
        tracker().get("_fd") is not None
        or any(map(hears_its_end, kinds))
        or any(issubclass(type(each), type) and hears_its_end(each) and not is_collected(each) for each in alive)
        or any(issubclass(type(each), weakref.ref) and calls_back(each) for each in alive)
    )


def hears_its_end(kind: type) -> bool:
    return any("__del__" in vars(base) for base in kind.__mro__)


def is_collected(kind: type) -> bool:
    """Whether the collector knows the objects of a class, and so names them; empty `__slots__` make others."""
    return bool(kind.__flags__ & HAVE_GC)


def tracker() -> dict[str, Any]:
    """What multiprocessing knows of the process that tells what was left behind: `_fd` and `_pid`, once it runs."""
    module = sys.modules.get("multiprocessing.resource_tracker")  # to import it would register for the end before us
    return {} if module is None else vars(module._resource_tracker)  # noqa: SLF001 - there is no other way


def write_out_files() -> None:
    """What something immortal holds is never cleared."""
    for each in gc.get_objects():
        if issubclass(type(each), io.TextIOWrapper | io.BufferedWriter):
            with suppress(Exception):
                each.flush()


def end_tracker() -> None:
    """What it tells of is told before the run has ended, and ends it."""
    known = tracker()
    descriptor, pid = known.get("_fd"), known.get("_pid")
    if descriptor is None or pid is None:
        return
    known["_fd"] = None
    os.close(descriptor)
    if os.waitpid(pid, os.WNOHANG) == (0, 0):  # an error where it is somebody else's
        select.select([os.pidfd_open(pid)], [], [], TRACKER_SECONDS)


def calls_back(reference: weakref.ref[object]) -> bool:
    """Whether the program hears of the end of what it refers to, and not only the library."""
    callback = reference.__callback__
    if callback is None or type(reference()).__name__ == "_localdummy":  # of threading.local
        return False
    return type(callback) is not FunctionType or callback.__module__.partition(".")[0] not in sys.stdlib_module_names


def has_written_out() -> bool:
    """Whether all that was printed has left this process by the streams that Python made for it."""
    for stream, original in ((sys.stdout, sys.__stdout__), (sys.stderr, sys.__stderr__)):
        if stream is not original or stream is None:
            return False
        stream.flush()
    return True
