"""Several runs on one clock, in one drawing: who was quicker is seen at once, and where the time went."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sandbox.xray.drawing.drawing import drawing_of
from sandbox.xray.drawing.figures import Drawing, DrawnGroup, Row
from sandbox.xray.drawing.looks import LEGEND
from sandbox.xray.timeline import Timeline


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A run of a comparison. `name`: of its variant · `source`: of its main.py."""

    name: str
    timeline: Timeline
    source: str = ""


def drawing_of_all(runs: Sequence[Compared], *, start: float = 0, end: float | None = None) -> Drawing:
    """The runs below each other, on an axis as long as the longest of them. There is at least one."""
    seconds = max(run.timeline.seconds for run in runs)
    drawings = [drawing_of(run.timeline, start=start, end=end, axis_seconds=seconds, source=run.source) for run in runs]
    named = list(zip(runs, drawings, strict=True))
    return replace(
        drawings[0],
        seconds=seconds,
        groups=[group for run, drawing in named for group in groups_of(run, drawing)],
        legend=[look for look in LEGEND if any(look in drawing.legend for drawing in drawings)],
        rows=[row for run, drawing in named for row in rows_of(run, drawing)],
        left_out=sum(drawing.left_out for drawing in drawings),
        has_columns=any(drawing.has_columns for drawing in drawings),
        hides_hand_offs=any(drawing.hides_hand_offs for drawing in drawings),
    )


def groups_of(run: Compared, drawing: Drawing) -> Iterator[DrawnGroup]:
    """A run of one group has its variant's name; of several, each has its own after it."""
    for group in drawing.groups:
        name = run.name if len(drawing.groups) == 1 or group.name == run.name else f"{run.name}: {group.name}"
        yield replace(group, name=name)


def rows_of(run: Compared, drawing: Drawing) -> Iterator[Row]:
    for row in drawing.rows:
        yield replace(row, name=f"{run.name}: {row.name}")
