"""Lets a program end as cheaply as it began: what was warm before it is not taken apart with it.

At its end Python clears every module, object by object, and every string that it knows. In a jail that would copy
nearly all pages of the zygote, for nothing, and cost more than the program itself. So modules that were warm leave
by a side door, alive, and a program that simply came to its end is finished here: its own modules, and whatever else
it imported, are cleared as ever, with each `__del__`, its output is written out, and the process ends.
Every other end, by `sys.exit` or an exception, goes the long way, since only C knows its status; so does every
program of a free-threaded build, which clears modules in another order.
"""

import atexit
import ctypes
import gc
import os
import sys
import weakref
from types import ModuleType

from sandbox.jail.returning import MainModule

OF_EVERY_PYTHON = ("sys", "builtins", "__main__")
"""Those that the end of Python treats by names of its own."""
IS_FREE_THREADED = "t" in sys.abiflags
LOST_OUTPUT = 120
"""The exit status of a Python that could not write its output."""
warm: dict[str, ModuleType] = {}
main = MainModule()


def be_the_last() -> None:
    """Called in a zygote before it imports anything that registers for the end itself: the first is called last."""
    if IS_FREE_THREADED:
        return
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(warm))  # for good: it outlives the clearing
    atexit.register(leave, sys.modules)


def keep_what_is_warm() -> None:
    """Called in a zygote when all is imported."""
    warm.update((name, module) for name, module in sys.modules.items() if name not in OF_EVERY_PYTHON)


def watch_main() -> None:
    """Called in the program's process, last of all before the program."""
    if not IS_FREE_THREADED:
        main.watch()


def leave(modules: dict[str, ModuleType]) -> None:
    """The last that runs of a program; its threads have ended, and whatever it had registered was called."""
    for name, module in warm.items():
        if modules.get(name) is module:
            del modules[name]
    if main.has_returned and has_written_out():
        clear(modules)
        os._exit(0 if has_written_out() else LOST_OUTPUT)


def has_written_out() -> bool:
    """Whether all that was printed has left this process; what is closed or None has nothing to write."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None and not stream.closed:
                stream.flush()
    except Exception:  # noqa: BLE001 - a program may put anything there; the long way tells what is wrong
        return False
    return True


def clear(modules: dict[str, ModuleType]) -> None:
    """As `finalize_modules` of CPython: let go of all, then empty those that something else still holds, last first."""
    references = [weakref.ref(module) for name, module in modules.items() if name not in OF_EVERY_PYTHON[:2]]
    for name in [each for each in modules if each not in OF_EVERY_PYTHON[:2]]:
        del modules[name]
    gc.collect()
    for reference in reversed(references):
        if (module := reference()) is not None:
            empty(module)
    gc.collect()


def empty(module: ModuleType) -> None:
    names = vars(module)
    for name in sorted(names, key=lambda each: not (each.startswith("_") and not each.startswith("__"))):
        if name != "__builtins__":
            names[name] = None
