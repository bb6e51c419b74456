"""Lets a program end as cheaply as it began, wherever nobody could tell the difference.

At its end Python clears every module, object by object, and every string that it knows. In a jail that would copy
nearly all pages of the zygote, for nothing, and cost more than the program itself. So a program that simply came to
its end, and left nothing alive that has a last word to say, ends at once, as C's `exit` does. Every other goes the long
way, as outside: only C knows the status of an exit, and the order in which things are cleared.
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
MANY_BLOCKS = 200_000
"""Of allocated memory: to look at so many objects costs more than it saves."""
main = MainModule(PROGRAM)
exit_now = ctypes.PyDLL(None).exit
"""C's own: it writes out what C has buffered, and calls what C libraries have registered."""


def be_the_last() -> None:
    """Called in a zygote before it imports anything that registers for the end itself: the first is called last."""
    atexit.register(leave)


def watch_main() -> None:
    """Called in the program's process, last of all before the program."""
    main.watch()


def leave() -> None:
    """The last that runs of a program; its threads have ended, and whatever it had registered was called."""
    if main.has_returned and sys.getallocatedblocks() < MANY_BLOCKS and not has_last_words() and has_written_out():
        exit_now(0)
    if "t" not in sys.abiflags:
        write_out_files()
    end_tracker()


def has_last_words() -> bool:
    """Whether anything lives that does something when it is cleared: an object of the program, or a warm one it used.

    What was warm is frozen, so the collector does not name it.
    """
    alive = gc.get_objects()
    kinds = {type(each) for each in alive} | {each for each in alive if isinstance(each, type)}
    return (
        tracker().get("_fd") is not None
        or any(hasattr(kind, "__del__") for kind in kinds)
        or any(map(calls_back, alive))
    )


def tracker() -> dict[str, Any]:
    """What multiprocessing knows of the process that tells what was left behind: `_fd` and `_pid`, once it runs."""
    module = sys.modules.get("multiprocessing.resource_tracker")  # to import it would register for the end before us
    return {} if module is None else vars(module._resource_tracker)  # noqa: SLF001 - there is no other way


def write_out_files() -> None:
    """What something immortal holds is never cleared."""
    for each in gc.get_objects():
        if isinstance(each, io.TextIOWrapper | io.BufferedWriter) and not each.closed:
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
    with suppress(OSError):  # it is the parent's
        select.select([os.pidfd_open(pid)], [], [], TRACKER_SECONDS)


def calls_back(each: object) -> bool:
    """Whether the program hears of the end of what `each` refers to."""
    callback = each.__callback__ if isinstance(each, weakref.ref) else None
    return callback is not None and not is_of_the_library(callback)


def is_of_the_library(callback: object) -> bool:
    return isinstance(callback, FunctionType) and callback.__module__.partition(".")[0] in sys.stdlib_module_names


def has_written_out() -> bool:
    """Whether all that was printed has left this process by the streams that Python made for it."""
    try:
        for name in ("stdout", "stderr"):
            stream = getattr(sys, name)
            if stream is not getattr(sys, f"__{name}__"):
                return False
            stream.flush()
    except Exception:  # noqa: BLE001 - a program may put anything there; the long way tells what is wrong
        return False
    return True
