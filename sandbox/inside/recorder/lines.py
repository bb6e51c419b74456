"""Where in the learner's program something happens: main.py's line, and whose code a frame is."""

import os
from types import CodeType, FrameType

from sandbox.record_form import MOST_LINE

PROGRAM = os.environ.get("INTERLEAVE_XRAY_PROGRAM", "/tmp/main.py")
WORK = os.path.dirname(PROGRAM) + "/"  # noqa: PTH120 - pathlib would cost every start of Python in a jail
"""All that the learner wrote lies there; the standard library does not."""


BEGINNINGS: set[CodeType] = set()
"""Where a child begins its own work: what lies beyond is its parent's, left by the fork."""


def line_of(frame: FrameType | None) -> int:
    """Of main.py, the innermost; 0 where the program is not on the way, as in a pool's idle worker."""
    while frame is not None:
        if frame.f_code.co_filename == PROGRAM:
            return min(frame.f_lineno or 0, MOST_LINE)
        if frame.f_code in BEGINNINGS:
            return 0
        frame = frame.f_back
    return 0


def line_if_asked_by_program(frame: FrameType | None) -> int:
    """As `line_of`, but 0 when the library asked on its own behalf."""
    return line_of(frame) if frame is not None and frame.f_code.co_filename == PROGRAM else 0


def frame_of_author(frame: FrameType | None) -> FrameType | None:
    """The frame that makes an object: what dataclasses and the like generate belongs to who calls it."""
    while frame is not None and frame.f_code.co_filename.startswith("<"):
        frame = frame.f_back
    return frame


def is_own(frame: FrameType | None) -> bool:
    """Whether the learner's code makes the object, and not the library for its own use."""
    author = frame_of_author(frame)
    return author is not None and author.f_code.co_filename.startswith(WORK)


def frame_in_program(frame: FrameType | None) -> FrameType | None:
    while frame is not None and frame.f_code.co_filename != PROGRAM:
        frame = frame.f_back
    return frame
