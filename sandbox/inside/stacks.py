"""Tells the runner where every thread of this process stands, when it asks by a signal: each as one line in one write.

Or that a clock runs that nobody can see from outside, and may wake somebody yet.

Imported by the start-up hook's handler, in a program that is deadlocked: it may wait for nobody, and so it takes no
lock of the program's, and looks at modules only where the program has imported them.
"""

import _signal  # type: ignore[import-not-found]  # as sys and _thread, a part of the interpreter: nothing is read
import os
import stat
import sys
from types import FrameType, ModuleType

from sandbox.inside.frames import frames

PIPE = "/interleave/events/pipe"
MOST_BYTES = 4096
"""What the kernel writes to a pipe in one piece (PIPE_BUF): lines of several processes do not mix."""
MOST_FRAMES, MOST_CHARACTERS = 16, 120
SPECIAL = dict.fromkeys([*range(32), *range(127, 160)], " ")
"""A tab parts fields, a newline parts threads, and no control character is read."""
MOST_DESCRIPTORS = 512
RECORDER = __file__.removesuffix("stacks.py") + "recorder/"
"""What stands in for the library in a recorded run is not told: its callers are where they would be without it."""


def tell(interrupted: FrameType | None) -> None:
    """`interrupted`: where the thread stood that was made to come here."""
    pipe = os.open(PIPE, os.O_WRONLY | os.O_NONBLOCK)
    try:
        if a_clock_runs():
            os.write(pipe, b"clock\n")
            return
        for ident, frame in frames(interrupted).items():
            os.write(pipe, line(ident, frame))
    finally:
        os.close(pipe)


def a_clock_runs() -> bool:
    """An alarm, or a socket that waits for a limited time by itself, as no socket of Python's own does."""
    if _signal.getitimer(_signal.ITIMER_REAL)[0]:
        return True
    sockets = sys.modules.get("_socket")
    return sockets is not None and any(has_time_out(sockets, each) for each in range(3, MOST_DESCRIPTORS))


def has_time_out(sockets: ModuleType, descriptor: int) -> bool:
    try:
        if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            return False
        twin = sockets.socket(fileno=os.dup(descriptor))
        try:
            options = (sockets.SO_RCVTIMEO, sockets.SO_SNDTIMEO)
            return any(any(twin.getsockopt(sockets.SOL_SOCKET, each, 16)) for each in options)
        finally:
            twin.close()
    except OSError:
        return False


def line(ident: int, innermost: FrameType | None) -> bytes:
    fields = ["stack", process_name(), thread_name(ident)]
    frame = innermost
    while frame is not None and len(fields) < 3 + MOST_FRAMES * 3:
        code = frame.f_code
        if not code.co_filename.startswith(RECORDER):
            fields += [code.co_filename, str(frame.f_lineno), code.co_qualname]
        frame = frame.f_back
    told = "\t".join(each.translate(SPECIAL)[:MOST_CHARACTERS] for each in fields)
    return told.encode(errors="replace")[: MOST_BYTES - 1] + b"\n"


def process_name() -> str:
    module = sys.modules.get("multiprocessing.process")
    return str(module.current_process().name) if module else "MainProcess"


def thread_name(ident: int) -> str:
    module = sys.modules.get("threading")
    thread = module._active.get(ident) if module else None  # noqa: SLF001 - its functions take a lock
    return str(thread.name) if thread else f"thread {ident}"
