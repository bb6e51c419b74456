"""Makes all that is warm in a zygote immortal, as CPython itself does with `None` (PEP 683).

A reference count is written whenever an object is looked at, and in a jail each first write to a page of the zygote
copies that page. The count of an immortal object is never written. What is warm is kept to the end of a jail anyhow.
"""

import ctypes
import gc
import io
import sys

COUNT = ctypes.c_uint32.from_address
"""The half of an object's reference count by which the interpreter knows that it is immortal: the object's first."""


def make_immortal() -> None:
    """Everything that the collector knows, and all that this refers to; called before the collector freezes it."""
    if not counts_can_be_written():
        return
    immortal = COUNT(id(None)).value
    waiting = gc.get_objects()
    while waiting:
        each = waiting.pop()
        count = COUNT(id(each))
        if count.value == immortal or isinstance(each, io.IOBase):
            continue  # a file that is let go of writes out what it holds, and is closed
        count.value = immortal
        waiting += gc.get_referents(each)


def counts_can_be_written() -> bool:
    """Whether this interpreter keeps counts as we know them: not one that is free-threaded, nor, maybe, a later one."""
    before = COUNT(id(None)).value
    several = [None] * 3
    return "t" not in sys.abiflags and before >> 31 == 1 and COUNT(id(None)).value == before and len(several) == 3
