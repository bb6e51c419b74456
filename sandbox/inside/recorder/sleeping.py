"""What time lets a thread wait for: sleep, and the asking again that a sleep of no time is."""

from __future__ import annotations

from sandbox.inside.recorder.lines import line_if_asked_by_program, line_of
from sandbox.inside.recorder.replacing import WAIT, Call, frame_at, hide, replace
from sandbox.inside.recorder.writing import current
from sandbox.record_form import What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any


def patch_time(time: Any) -> None:
    replace(time, name="sleep", make=sleep)


def sleep(original: Call) -> Call:
    what = int(What.SLEEP)

    def sleep(seconds: float, /) -> None:
        try:
            writer = current()
            if writer.is_waiting:
                original(seconds)
                return
            if seconds == 0:
                writer.poll("time.sleep", line_if_asked_by_program(frame_at(1)))
                original(seconds)
                return
            at = writer.begin(WAIT, what, line_of(frame_at(1)), 0, 0)
            try:
                original(seconds)
            finally:
                writer.end_after(at, seconds)
        except BaseException as error:
            hide(error)
            raise

    return sleep
