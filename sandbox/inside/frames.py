"""Where the threads of this process stand, as far as that can be asked."""

import _thread
import sys
from types import FrameType

INTERPRETERS = "_interpreters", "_xxsubinterpreters"
"""The modules by which a program makes further interpreters, from 3.13 on and before."""


def frames(interrupted: FrameType | None) -> dict[int, FrameType | None]:
    """By thread, the innermost. `interrupted`: where the running one stood before it was made to ask.

    While there may be several interpreters, of the running thread alone: `sys._current_frames` looks at the threads of
    them all, and one with a GIL of its own goes on meanwhile, and the process may abort.
    """
    here = {_thread.get_ident(): interrupted}
    return here if may_be_several() else {**sys._current_frames(), **here}  # noqa: SLF001 - there is no other way


def may_be_several() -> bool:
    """Only who has imported one of these modules can have made an interpreter.

    To ask them for their list would be no safer: in 3.12 it is walked while another thread may free what is on it.
    """
    return any(name in sys.modules for name in INTERPRETERS)
