"""How each state looks in a lane of LANE_HEIGHT pixels: its class, its place, and the words for it.

A state is told by colour, texture, height and word: activity is tall, waiting half as high, sleep a line. The state
`lock` is every wait for another thread or task. What it waits for tells its look: a lock, others that are to begin
or to finish, or the event loop.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sandbox.xray.purposes import parts_of, purpose_of
from sandbox.xray.timeline import Bucket, Purpose, Slice, State

LANE_HEIGHT = 36
ROW_HEIGHT = 46
"""From one lane to the next."""
TOP, FULL = 2, 28
"""Of what is on the CPU; where lanes are drawn in columns, of a share of 100%."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One of those below, and no other: they are told apart by identity, which is quick where slices are many.

    `css`: its class · `y`, `height`: in a lane · `word`: in a legend · `phrase`: in a sentence, with `for 5 ms`.

    `then`: what came after another slice.
    """

    css: str
    y: int
    height: int
    word: str
    phrase: str
    then: str = ""

    @property
    def key(self) -> str:
        """By which a page that grows knows it: static/js/lib/xray/looks.js."""
        return "cpu" if self.css == "r-run" else self.css.removeprefix("r-")

    @property
    def swatch_height(self) -> int:
        """In the legend, where everything is 16 pixels high."""
        return max(2, round(self.height * 16 / FULL))


LOOKS: Mapping[State, Look] = {
    State.CPU: Look("r-run", TOP, FULL, "On CPU", "on CPU", "then ran"),
    State.GIL: Look(
        "r-gil", 11, 19, "Waiting for the GIL (estimated)", "waiting for the GIL", "then waited for the GIL"
    ),
    State.LOCK: Look("r-lock", 11, 19, "Waiting for a lock", "waiting for a lock", "then waited for a lock"),
    State.QUEUE: Look("r-queue", 11, 19, "Waiting for a queue", "waiting for a queue", "then waited for a queue"),
    State.IO: Look("r-io", 16, 14, "I/O", "in I/O", "then waited for I/O"),
    State.SLEEP: Look("r-sleep", 28, 2, "Sleeping", "asleep", "then slept"),
    State.CORE: Look(
        "r-core", 11, 19, "Waiting for a core", "waiting for a core", "then the kernel gave the core to another"
    ),
    State.UNKNOWN: Look("r-unknown", 22, 8, "Not recorded", "not recorded", "then was no longer recorded"),
}
OTHERS = Look(
    "r-others",
    11,
    19,
    "Waiting for others",
    "waiting for others",
    "then waited for others",
)
TURN = Look(
    "r-turn",
    11,
    19,
    "Waiting for a turn in the event loop",
    "waiting for a turn in the event loop",
    "then waited for a turn in the event loop",
)
STARTING = Look("r-starting", 11, 19, "Starting", "starting")
HOLD = Look("r-hold", 32, 4, "Holding a lock", "holding a lock")
SHARE = Look("r-share", TOP, FULL, "", "on CPU")
"""Nothing to see: where a lane drawn in columns did not wait."""
COULD_RUN = {LOOKS[State.GIL], LOOKS[State.CORE], TURN}
"""Drawn in columns these are as high as a full turn, for the bar before them is the share of it that the lane got."""
WAITS = {LOOKS[State.LOCK], LOOKS[State.QUEUE], LOOKS[State.IO], LOOKS[State.SLEEP], OTHERS, TURN}
LEGEND = (
    LOOKS[State.CPU],
    LOOKS[State.GIL],
    LOOKS[State.LOCK],
    OTHERS,
    TURN,
    *(LOOKS[state] for state in (State.QUEUE, State.IO, State.SLEEP, State.CORE, State.UNKNOWN)),
    STARTING,
    HOLD,
)
"""In the order in which a legend has them."""
PURPOSES: Mapping[Purpose, Look] = {
    Purpose.BEGIN: OTHERS,
    Purpose.FINISH: OTHERS,
    Purpose.TURN: TURN,
    Purpose.STARTING: STARTING,
}


def look_of(told: Slice) -> Look:
    return look(told.state, purpose_of(told.state, told.what))


def looks_along(slices: Iterable[Slice]) -> Iterator[Look]:
    """Of each; a run has very many slices, and few that are called differently."""
    known: dict[tuple[int, str], Look] = {}
    for each in slices:
        key = id(each.state), each.what
        found = known.get(key)
        if found is None:
            found = known[key] = look_of(each)
        yield found


def look(state: State, purpose: Purpose | None) -> Look:
    return PURPOSES[purpose] if purpose else LOOKS[state]


def looks_in(bucket: Bucket) -> Mapping[Look, float]:
    """Seconds by look."""
    found: dict[Look, float] = {}
    for state, purpose, seconds in parts_of(bucket):
        told = look(state, purpose)
        found[told] = found.get(told, 0.0) + seconds
    return found
