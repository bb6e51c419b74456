"""The axis of time: where an instant lies, and which instants are named."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.xray.drawing.figures import Tick

STEPS = (0.0001, 0.0002, 0.0005, *(base * 10**power for power in (-3, -2, -1) for base in (1, 2, 5)), 1, 2, 5, 10, 20)
LONG_STEPS = (30, 60, 120, 300, 600)
MOST_INTERVALS = 10
EDGE_PERCENT = 3
"""So near to an edge a label leans inwards."""

NARROWEST, PHONE = 200, 270
"""Pixels of an axis on a page of 320 and of 390."""
LETTER, GAP = 6.3, 8
"""Pixels of a label's letter, and between two labels."""


@dataclass(frozen=True, slots=True)
class Axis:
    start: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.start

    def at(self, moment: float) -> float:
        """Where a moment lies, in percent; moments outside lie at the edges."""
        return min(max(100 * (moment - self.start) / self.seconds, 0.0), 100.0)

    def ticks(self) -> Sequence[Tick]:
        step = self.step()
        first = math.ceil(self.start / step - 1e-6)
        last = math.floor(self.end / step + 1e-6)
        return [self.tick(number, number * step, step) for number in range(first, last + 1)]

    def step(self) -> float:
        return next((step for step in (*STEPS, *LONG_STEPS) if self.seconds <= step * MOST_INTERVALS), LONG_STEPS[-1])

    def tick(self, number: int, moment: float, step: float) -> Tick:
        x = self.at(moment)
        anchor = "start" if x < EDGE_PERCENT else "end" if x > 100 - EDGE_PERCENT else "middle"
        label = self.label(moment, step)
        percent_apart = 200 * step / self.seconds
        touches = [LETTER * len(label) + GAP > percent_apart / 100 * width for width in (NARROWEST, PHONE)]
        is_every_other = number % 4 == 2
        return Tick(
            x=x,
            label=label,
            anchor=anchor,
            is_minor=number % 2 == 1,
            is_rare=is_every_other and touches[0],
            is_long=is_every_other and touches[1],
        )

    def label(self, moment: float, step: float) -> str:
        """Milliseconds where all of the axis lies in the first second; else seconds, as exact as the step needs."""
        if self.end <= 1:
            return f"{moment * 1000:.{decimals(step * 1000)}f} ms"
        if moment == 0:
            return "0"
        return f"{moment:.{decimals(step)}f} s" if self.start > 0 else f"{moment:g} s"


def decimals(step: float) -> int:
    return max(0, -math.floor(math.log10(step) + 1e-9))
