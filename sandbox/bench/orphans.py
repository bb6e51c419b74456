"""Makes this process the parent of whatever its descendants leave behind, so that none of them can get out of sight."""

import contextlib
import ctypes
import os

from sandbox.bench.processes import all_processes

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """From now on, for as long as this process lives: call it in a process of one's own.

    bubblewrap ends without waiting for the init that it has forked: unadopted, nine tenths of its cost went uncounted.
    """
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl PR_SET_CHILD_SUBREAPER")


def reap(*, but: int, waiting: bool) -> None:
    """Waits for every child of this process, adopted ones too, except `but`; or takes in those only that have ended."""
    for each in all_processes().values():
        if each.parent == os.getpid() and each.pid != but:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(each.pid, 0 if waiting else os.WNOHANG)
