"""The start-up hook: every Python in the jail runs it before the program, spawned children and subprocesses too."""

import os
import sys

if sys.version_info < (3, 13):
    # 3.13 reads PYTHON_CPU_COUNT; before, os.cpu_count() ignored affinity, and pools had more workers than cores.
    os.cpu_count = lambda: len(os.sched_getaffinity(0))

for stream in (sys.stdout, sys.stderr):
    if stream is not None:
        stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # a line is seen when it is printed
