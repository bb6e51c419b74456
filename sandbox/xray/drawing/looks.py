"""How each state looks in a lane of LANE_HEIGHT pixels: its class, its place, and the words for it.

A state is told by colour, texture, height and word: activity is tall, waiting half as high, sleep a line.
"""

from dataclasses import dataclass

from sandbox.xray.timeline import State

LANE_HEIGHT = 36
ROW_HEIGHT = 46
"""From one lane to the next."""
TOP, FULL = 2, 28
"""Of what is on the CPU; where lanes are drawn in columns, of a share of 100 %."""


@dataclass(frozen=True, slots=True)
class Look:
    """`css`: its class · `y`, `height`: in a lane · `word`: in a legend · `phrase`: in a sentence, with `for 5 ms`."""

    css: str
    y: int
    height: int
    word: str
    phrase: str

    @property
    def swatch_height(self) -> int:
        """In the legend, where everything is 16 pixels high."""
        return max(2, round(self.height * 16 / FULL))


LOOKS = {
    State.CPU: Look("r-run", TOP, FULL, "On CPU", "on CPU"),
    State.GIL: Look("r-gil", 11, 19, "Waiting for the GIL (estimated)", "waiting for the GIL"),
    State.LOCK: Look("r-lock", 11, 19, "Waiting for a lock", "waiting for a lock"),
    State.QUEUE: Look("r-queue", 11, 19, "Waiting for a queue", "waiting for a queue"),
    State.IO: Look("r-io", 16, 14, "I/O", "in I/O"),
    State.SLEEP: Look("r-sleep", 28, 2, "Sleeping", "asleep"),
    State.CORE: Look("r-core", 11, 19, "Waiting for a core", "waiting for a core"),
}
STARTING = Look("r-core", 11, 19, "Starting", "starting")
"""A process whose own code has not begun looks as if it waited for a core, and is called by its own name."""
HOLD = Look("r-hold", 32, 4, "Holding a lock", "holding a lock")
SHARE = Look("r-share", TOP, FULL, "", "on CPU")
"""Nothing to see: where a lane drawn in columns did not wait."""
COULD_RUN = {State.GIL, State.CORE}
"""Drawn in columns these are as high as a full turn, for the bar before them is the share of it that the lane got."""
LEGEND = (*LOOKS.values(), STARTING, HOLD)
"""In the order in which a legend has them."""
