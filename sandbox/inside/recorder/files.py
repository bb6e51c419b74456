"""Files that take long: opening one, and the operations of os on a descriptor, when they last a millisecond or more.

They are told when they are over, since nearly all are short. What file objects read and write happens in C and is not
seen: in a jail their files lie in memory. A pipe read by a file object is not seen either.
"""

from __future__ import annotations

from sandbox.inside.recorder.lines import line_of
from sandbox.inside.recorder.replacing import WAIT, Call, frame_at, hide, replace
from sandbox.inside.recorder.writing import current, now
from sandbox.record_form import What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

FILE = int(What.FILE)
WORTH_A_SPAN = 1_000_000


def patch_os(module: Any) -> None:
    for name in ("read", "write", "fsync"):
        replace(module, name=name, make=long)


def patch_builtins(module: Any) -> None:
    for name in ("open", "input"):
        replace(module, name=name, make=long)


def long(original: Call) -> Call:
    def act(*arguments: Any, **named: Any) -> Any:
        start = now()
        try:
            return original(*arguments, **named)
        except BaseException as error:
            hide(error)
            raise
        finally:
            if now() - start >= WORTH_A_SPAN:
                tell(start)

    return act


def tell(start: int) -> None:
    writer = current()
    if not writer.is_waiting:
        writer.past(WAIT, FILE, line_of(frame_at(2)), 0, start)
