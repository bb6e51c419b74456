"""What the templates of an x-ray need, from a timeline, what was found in it and the program that was run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from sandbox.xray.drawing.axes import Axis
from sandbox.xray.drawing.comparing import Compared, drawing_of_all
from sandbox.xray.drawing.drawing import LEAST_SECONDS, drawing_of
from sandbox.xray.drawing.figures import Drawing, Row
from sandbox.xray.drawing.looks import HOLD, LEGEND
from sandbox.xray.drawing.noting import notes
from sandbox.xray.drawing.zooming import zoom_of
from sandbox.xray.timeline import Timeline

WELL_DONE = {"io-overlapped"}
"""Findings that praise."""
SPELLED = {"gil": "GIL", "io": "I/O"}


class Found(Protocol):
    """A finding, as sandbox.xray tells it."""

    @property
    def key(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def lines(self) -> Sequence[int]: ...
    @property
    def next_step(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class ShownFinding:
    """`chip`: its key in words, in a `tone` · `where`: "line 9", "lines 9 and 14", "" where it has none."""

    chip: str
    tone: str
    sentence: str
    where: str
    next_step: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """`heads`: the words of the columns between the name and the end · `rows`: a name, its figures, its end."""

    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str], str]]


def xray_context(
    timeline: Timeline,
    findings: Sequence[Found],
    source: str,
    *,
    start: float = 0,
    end: float | None = None,
    address: str,
    axis_seconds: float | None = None,
    name: str = "x-ray",
    title: str = "X-ray",
    picture: str = "",
) -> dict[str, Any]:
    """Of one run. `address`: where the fragment is served, with `from` and `to` · `name`: its id on the page, one for
    each x-ray · `picture`: where the same is served as an SVG file, "" for nowhere.
    """
    drawing = drawing_of(timeline, start=start, end=end, axis_seconds=axis_seconds, source=source)
    place = {"address": address, "name": name, "title": title, "picture": picture}
    return place | context_of(drawing, [timeline], [shown_finding(each) for each in findings])


def comparison_context(
    runs: Sequence[Compared],
    findings: Sequence[tuple[str, Found]],
    *,
    start: float = 0,
    end: float | None = None,
    address: str,
    name: str = "x-ray",
    title: str = "X-ray: all versions on one clock",
    picture: str = "",
    said: Sequence[str] = (),
) -> dict[str, Any]:
    """Of several runs on one clock; the words are those of `xray_context`.

    `findings`: each with the name of its run · `said`: before all other notes.
    """
    place = {"address": address, "name": name, "title": title, "picture": picture}
    drawing = drawing_of_all(runs, start=start, end=end)
    context = context_of(drawing, [run.timeline for run in runs], shown_together(findings))
    return place | context | {"notes": [*said, *context["notes"]]}


def context_of(drawing: Drawing, timelines: Sequence[Timeline], findings: Sequence[ShownFinding]) -> dict[str, Any]:
    told = [note for timeline in timelines for note in notes(timeline, drawing)]
    return {
        "drawing": drawing,
        "timeline": timelines[0],
        "findings": findings,
        "zoom": zoom_of([lane for timeline in timelines for lane in timeline.lanes], drawing),
        "notes": list(dict.fromkeys(told)),
        "table": table_of(drawing),
    }


FIRST_AND_A_QUARTER = 1.25
"""Of the first version of a comparison: so long is the axis on which the others grow."""


def live_context(
    limit_seconds: float, *, first: str = "", first_seconds: float = 0.0, name: str = "x-ray-live"
) -> dict[str, Any]:
    """Of a run that goes on: its axis is as long as it may last, or as the first version of a comparison suggests.

    `first`, `first_seconds`: of that version the name, and how long its recorded run took; "" while that is not known.
    """
    seconds = max(min(limit_seconds, FIRST_AND_A_QUARTER * first_seconds), LEAST_SECONDS) if first else limit_seconds
    looks = [look for look in LEGEND if look is not HOLD]
    return {
        "live": {"seconds": seconds, "ticks": Axis(0.0, seconds).ticks(), "looks": looks, "first": first},
        "name": name,
    }


def window_asked(asked: Mapping[str, str]) -> tuple[float, float | None]:
    """The window that an address asks for with `from` and `to`; the whole run where that makes no sense."""
    try:
        start, end = float(asked["from"]), float(asked["to"])
    except (KeyError, ValueError):
        return 0.0, None
    return (start, end) if 0 <= start < end < float("inf") else (0.0, None)


def shown_finding(finding: Found) -> ShownFinding:
    words = [SPELLED.get(word, word) for word in finding.key.split("-")]
    return ShownFinding(
        tone="ok" if finding.key in WELL_DONE else "warn",
        chip=" ".join([words[0][:1].upper() + words[0][1:], *words[1:]]),
        sentence=finding.sentence,
        where=where(finding.lines),
        next_step=finding.next_step,
    )


def shown_together(found: Sequence[tuple[str, Found]]) -> Sequence[ShownFinding]:
    """Of several runs, each with its name: what is the same of several is said once, with the names of all."""
    alike: dict[tuple[str, str, str], list[tuple[str, Found]]] = {}
    for name, finding in found:
        alike.setdefault((finding.key, finding.sentence, finding.next_step), []).append((name, finding))
    return [shown_of(each) for each in alike.values()]


def shown_of(same: Sequence[tuple[str, Found]]) -> ShownFinding:
    shown = shown_finding(same[0][1])
    places = [(name, where(finding.lines)) for name, finding in same]
    is_one_place = len({place for _, place in places}) == 1
    told = shown.where if is_one_place else "; ".join(f"{name}: {place}" for name, place in places if place)
    return replace(shown, sentence=f"{listed([name for name, _ in same])}: {shown.sentence}", where=told)


def listed(names: Sequence[str]) -> str:
    """“Threads”, “Threads and asyncio”. Names may have commas of their own."""
    return names[0] if len(names) == 1 else f"{'; '.join(names[:-1])} and {names[-1]}"


def where(lines: Sequence[int]) -> str:
    numbers = [str(line) for line in lines]
    if len(numbers) <= 1:
        return f"line {numbers[0]}" if numbers else ""
    return f"lines {', '.join(numbers[:-1])} and {numbers[-1]}"


def table_of(drawing: Drawing) -> Table:
    """The seconds of each lane, by the looks that occur in any."""
    looks = [look for look in LEGEND if any(row.seconds.get(look) for row in drawing.rows)]
    rows = [(row.name, [seconds(row.seconds.get(look, 0.0)) for look in looks], ending(row)) for row in drawing.rows]
    return Table(heads=[look.word for look in looks], rows=rows)


def ending(row: Row) -> str:
    return seconds(row.end) if row.has_ended else "did not end"


def seconds(number: float) -> str:
    return f"{number:.3f}" if 0 < number < 1 else f"{number:.2f}"
