"""The start-up hook: every Python in the jail runs it before the program, spawned children and subprocesses too."""

import _signal  # type: ignore[import-not-found]  # all of signal would cost every start of Python an import of enum
import importlib
import os
import posix
import sys

ASKED_FOR_STACKS = 64
"""The last of the real-time signals, by which the runner asks where all threads stand: sandbox/inside/stacks.py."""
KEEPERS = "/interleave/keepers"
"""What only a zygote can see: see sandbox/jail/zygote.py, whose call returns in a jail when its program is to begin."""
is_zygote = os.path.isdir(f"{KEEPERS}/jail")  # noqa: PTH112 - pathlib would cost every start of Python in a jail


def cpu_count() -> int:
    return len(os.sched_getaffinity(0))


if is_zygote or sys.version_info < (3, 13):
    # 3.13 reads PYTHON_CPU_COUNT, but only at its start, and a zygote starts before the number of cores is known;
    # earlier, os.cpu_count() ignored affinity, and pools had more workers than cores.
    cpu_count.__doc__, cpu_count.__module__ = os.cpu_count.__doc__, os.cpu_count.__module__
    cpu_count.__annotations__ = {}
    posix.cpu_count = os.cpu_count = cpu_count  # it is pickled by its name in the module of C

for stream in (sys.stdout, sys.stderr):
    if stream is not None:
        stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # a line is seen when it is printed


def tell_stacks(_number: int, interrupted: object) -> None:
    importlib.import_module("sandbox.inside.stacks").tell(interrupted)


try:  # noqa: SIM105 - contextlib is not imported by every start of Python
    _signal.signal(ASKED_FOR_STACKS, tell_stacks)
except ValueError:
    pass  # an interpreter within this one: the first alone hears signals

if is_zygote:
    importlib.import_module("sandbox").__path__.append(KEEPERS)
    importlib.import_module("sandbox.jail.zygote").wait_for_a_program()

buffer = os.environ.get("INTERLEAVE_XRAY")
"""Of a recorded run: see sandbox/inside/recorder. Asked last, since a jail of the zygote's has its own environment."""
if buffer:
    try:  # noqa: SIM105 - contextlib is not imported by every start of Python
        importlib.import_module("sandbox.inside.recorder").install(buffer)
    except Exception:
        pass  # then it runs unrecorded
