"""What a drawing is made of. Every x and width is in percent of the axis, every y and height in pixels of a lane."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sandbox.xray.drawing.looks import Look
from sandbox.xray.drawing.naming import LONGEST, cut_name


@dataclass(frozen=True, slots=True)
class Tick:
    """`anchor`: "start", "middle" or "end" · `is_minor`, `is_rare`: left out where there is little room, and less.

    `is_long`: its label would touch the next one before those of other axes do.
    """

    x: float
    label: str
    anchor: str
    is_minor: bool
    is_rare: bool = False
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Rect:
    """`title`: what it was, in lines; the first says who, what and how long."""

    css: str
    x: float
    width: float
    y: float
    height: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A share of time on the CPU, from x to x + width; `height` in pixels from the bottom of the bar."""

    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """A lock goes from the lane in the row `giver` of a group to the one in the row `taker`."""

    x: float
    giver: int
    taker: int
    lock: str


@dataclass(frozen=True, kw_only=True)
class DrawnLane:
    """`name`, `short_name`: for wide and narrow pages · `label`: the name as long as there is room · `full_name`: as
    the program has it · `sentence`: all of it in words · `stat`: the one figure that tells most · `end`: where it
    ended, None where that is not to be seen.

    `columns`: the shares on the CPU of a lane too dense for single slices; its `rects` then tell what it mostly did.
    `looks`: those that occur.
    """

    name: str
    short_name: str
    full_name: str
    sentence: str
    stat: str
    rects: Sequence[Rect]
    rails: Sequence[Rect]
    looks: Collection[Look]
    columns: Sequence[Column] = ()
    end: float | None = None
    is_task: bool = False

    @property
    def label(self) -> str:
        return cut_name(self.name, LONGEST)


@dataclass(frozen=True, kw_only=True)
class DrawnGroup:
    """A process with its threads, or several processes of one thread each. `facts`: "1 process, 4 threads, 4.18 s".

    `folded`: one row for all of its lanes, where they are many.
    """

    name: str
    facts: str
    lanes: Sequence[DrawnLane]
    arrows: Sequence[Arrow] = ()
    folded: DrawnLane | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """A lane of the table: its seconds by look, and when it ended."""

    name: str
    seconds: Mapping[Look, float]
    end: float
    has_ended: bool


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """From `start` to `end`, of a run of `seconds`. `left_out`: lanes that are in the table alone.

    `has_columns`: some lane is drawn in shares · `hides_hand_offs`: there were too many to draw.
    """

    start: float
    end: float
    seconds: float
    ticks: Sequence[Tick]
    groups: Sequence[DrawnGroup]
    legend: Sequence[Look]
    rows: Sequence[Row]
    left_out: int = 0
    has_columns: bool = False
    hides_hand_offs: bool = False

    @property
    def has_folds(self) -> bool:
        return any(group.folded for group in self.groups)

    @property
    def is_whole(self) -> bool:
        return self.start <= 0 and self.end >= self.seconds
