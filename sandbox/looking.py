"""The x-ray on the command line: hears a run as it goes on, and tells at its end what its threads did."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sandbox.events import End, Event, Started, Stderr
from sandbox.observations import Observed, Recorded
from sandbox.xray.building.builder import TimelineBuilder
from sandbox.xray.drawing.noting import cost_and_losses
from sandbox.xray.exporting.trace_events import trace_events
from sandbox.xray.findings import Evidence, Finding, findings_of
from sandbox.xray.shares import seconds_by_state, starting_seconds
from sandbox.xray.telling import lanes_event
from sandbox.xray.timeline import STARTING, Lane, State, Timeline

COLUMNS: dict[str, str] = {
    State.CPU: "on CPU",
    State.GIL: "GIL (est.)",
    State.LOCK: "lock",
    State.QUEUE: "queue",
    State.IO: "I/O",
    State.SLEEP: "asleep",
    State.CORE: "core",
}
RARE: dict[str, str] = {State.UNKNOWN: "unrecorded", STARTING: "starting"}
"""A column where they occur."""
NAME_CHARACTERS = 28


class Look:
    """Of one run. `trace`: the file into which its trace events are written at the end."""

    def __init__(self, source: str, *, trace: Path | None) -> None:
        self._source, self._trace = source, trace
        self._builder = TimelineBuilder()
        self._stderr: list[str] = []

    def hear(self, event: Event) -> None:
        if isinstance(event, Started | Observed | Recorded):
            self._builder.hear(event)
        elif isinstance(event, Stderr):
            self._stderr.append(event.text)

    def told(self, end: End) -> dict[str, Any]:
        """The event `lanes`. Writes the trace; raises OSError where that cannot be written."""
        timeline = self._timeline(end)
        return lanes_event(timeline, findings=self._findings(timeline, end))

    def words(self, end: End) -> Iterator[str]:
        """A table of the lanes in percent of their own time, and the findings; as `told`."""
        timeline = self._timeline(end)
        yield from rows(timeline.lanes)
        yield from cost_and_losses(timeline)
        for finding in self._findings(timeline, end):
            lines = f"(main.py: {', '.join(map(str, finding.lines))}) " if finding.lines else ""
            yield f"{finding.key}: {finding.sentence} {lines}{finding.next_step}"

    def _timeline(self, end: End) -> Timeline:
        timeline = self._builder.timeline(seconds=end.wall_seconds)
        if self._trace is not None:
            self._trace.write_text(trace_events(timeline))
        return timeline

    def _findings(self, timeline: Timeline, end: End) -> tuple[Finding, ...]:
        evidence = Evidence(
            timeline=timeline,
            source=self._source,
            stderr="".join(self._stderr),
            exit_code=end.exit_code,
            outcome=end.outcome,
        )
        return findings_of(evidence)


def told_of(lane: Lane) -> dict[str, float]:
    """Seconds by state, and of starting."""
    by_state = {state.value: seconds for state, seconds in seconds_by_state(lane).items()}
    return by_state | {STARTING: starting_seconds(lane)}


def rows(lanes: Sequence[Lane]) -> Iterator[str]:
    """The table."""
    told = [told_of(lane) for lane in lanes]
    rare = {part: head for part, head in RARE.items() if any(each[part] for each in told)}
    columns = COLUMNS | rare
    yield f"{'':<{NAME_CHARACTERS}}{'seconds':>9}" + "".join(f"{head:>12}" for head in columns.values())
    for lane, seconds in zip(lanes, told, strict=True):
        name = lane.name if len(lane.name) < NAME_CHARACTERS else f"{lane.name[: NAME_CHARACTERS - 2]}…"
        shares = (seconds[part] / lane.seconds if lane.seconds else 0.0 for part in columns)
        yield f"{name:<{NAME_CHARACTERS}}{lane.seconds:>9.3f}" + "".join(f"{share:>12.0%}" for share in shares)
