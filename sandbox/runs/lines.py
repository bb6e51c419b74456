"""Text as a program printed it becomes lines to read.

The page does the same for what arrives live (static/js/lib/runs/output-lines.js); tests/elements/lines.json holds
what both must do.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sandbox.runs.streaming.messages import StreamedEvent

CHANNELS = ("stdout", "stderr")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
DELETE = 0x7F


@dataclass(kw_only=True)
class Line:
    """`channel` is "stdout", "stderr", or "note" for a sentence of the platform, which has no time."""

    channel: str
    at: float | None
    raw: str = ""

    @property
    def text(self) -> str:
        """The line as it may stand on a page: a carriage return has written over, control characters are pictures."""
        return CONTROLS.sub(picture, self.raw.rstrip("\r").rpartition("\r")[2])

    @property
    def stamp(self) -> str:
        return "" if self.at is None else f"{self.at:.2f}"


def lines_of(said: Iterable[StreamedEvent]) -> list[Line]:
    """What a run said as lines; one without an end goes on with the next text of its channel, at its first time."""
    lines: list[Line] = []
    unfinished: dict[str, Line] = {}
    for each in said:
        if each.kind == "cut":
            lines.append(Line(channel="note", at=None, raw=each.text))
        if each.kind in CHANNELS:
            add(lines, unfinished, each)
    return lines


def add(lines: list[Line], unfinished: dict[str, Line], said: StreamedEvent) -> None:
    for part in re.findall(r"[^\n]*\n|[^\n]+\Z", said.text):
        line = unfinished.pop(said.kind, None)
        if line is None:
            line = Line(channel=said.kind, at=said.at)
            lines.append(line)
        line.raw += part.removesuffix("\n")
        if not part.endswith("\n"):
            unfinished[said.kind] = line


def picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < ord(" "):
        return chr(0x2400 + code)
    return "\u2421" if code == DELETE else "\ufffd"
