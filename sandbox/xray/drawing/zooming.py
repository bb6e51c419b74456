"""Which windows of a run can be looked at: the whole of it, and closer and closer ones, side by side."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.xray.drawing.axes import decimals
from sandbox.xray.drawing.figures import Drawing
from sandbox.xray.timeline import Lane

LEVELS = (0.1, 0.01, 0.001)
MOST_ASKED = 20_000
"""Slices that are asked where they begin."""
"""Seconds of a window: a hundred milliseconds show the turns of the GIL, a millisecond a single one of a lock."""
NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Window:
    """From `start` to `end` in seconds; both None for the whole run."""

    start: float | None = None
    end: float | None = None

    @property
    def query(self) -> str:
        """As an address has it."""
        return f"?from={self.start:.6g}&to={self.end:.6g}" if self.start is not None and self.end is not None else "?"


@dataclass(frozen=True, slots=True)
class Level:
    """`seconds`: of its windows, 0 for the whole run · `is_shown`: this is what is looked at."""

    label: str
    seconds: float
    window: Window
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Zoom:
    """`told`: what is looked at, "" for all of it · `earlier`, `later`: the windows beside it, None at the ends."""

    levels: Sequence[Level]
    told: str = ""
    earlier: Window | None = None
    later: Window | None = None


def zoom_of(lanes: Sequence[Lane], drawing: Drawing) -> Zoom:
    """`lanes`: those of the drawing, with all that they did."""
    width = drawing.end - drawing.start
    centre = busiest(lanes, width) if drawing.is_whole else (drawing.start + drawing.end) / 2
    closer = [closer_level(seconds, centre, drawing) for seconds in LEVELS if seconds * 2 <= drawing.seconds]
    levels = [Level("Whole run", 0.0, Window(), drawing.is_whole), *closer]
    if drawing.is_whole:
        return Zoom(levels=levels)
    return Zoom(
        levels=levels,
        told=told(drawing.start, drawing.end),
        earlier=placed(drawing.start - width, width, drawing.seconds) if drawing.start > NEAR else None,
        later=placed(drawing.end, width, drawing.seconds) if drawing.end < drawing.seconds - NEAR else None,
    )


def closer_level(seconds: float, centre: float, drawing: Drawing) -> Level:
    """From the whole run its windows begin at round times; from a window they keep to its middle."""
    round_start = math.floor(centre / seconds) * seconds
    window = placed(round_start if drawing.is_whole else centre - seconds / 2, seconds, drawing.seconds)
    is_shown = abs(drawing.end - drawing.start - seconds) < seconds / 1000
    return Level(f"{seconds * 1000:g} ms", seconds, window, is_shown)


def placed(start: float, width: float, seconds: float) -> Window:
    """A window of the run that begins there, or as near as it fits."""
    start = max(0.0, min(start, seconds - width))
    return Window(start, min(start + width, seconds))


def busiest(lanes: Sequence[Lane], width: float) -> float:
    """Where the most slices begin, of very many as far as some of them tell: what changes often is worth a look."""
    step = max(LEVELS[0], width / 1000)
    apart = max(1, sum(len(lane.slices) for lane in lanes) // MOST_ASKED)
    begun = Counter([int(each.start / step) for lane in lanes for each in lane.slices[::apart]])
    place = min((-count, place) for place, count in begun.items())[1] if begun else 0
    return (place + 0.5) * step


def told(start: float, end: float) -> str:
    exact = max(2, decimals((end - start) / 10))
    return f"{start:.{exact}f} s to {end:.{exact}f} s"
