"""The x-ray on the command line: hears a run as it goes on, and tells at its end what its threads did."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sandbox.events import End, Event, Started, Stderr
from sandbox.observations import Observed, Recorded
from sandbox.xray.building.builder import TimelineBuilder
from sandbox.xray.drawing.noting import cost_and_losses
from sandbox.xray.exporting.trace_events import trace_events
from sandbox.xray.findings import Evidence, Finding, findings_of
from sandbox.xray.shares import seconds_by_state
from sandbox.xray.telling import lanes_event
from sandbox.xray.timeline import Lane, State, Timeline

COLUMNS = {
    State.CPU: "on CPU",
    State.GIL: "GIL (est.)",
    State.LOCK: "lock",
    State.QUEUE: "queue",
    State.IO: "I/O",
    State.SLEEP: "asleep",
    State.CORE: "core",
}
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
        yield f"{'':<{NAME_CHARACTERS}}{'seconds':>9}" + "".join(f"{word:>12}" for word in COLUMNS.values())
        for lane in timeline.lanes:
            yield row(lane)
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


def row(lane: Lane) -> str:
    seconds = seconds_by_state(lane)
    shares = (seconds.get(state, 0.0) / lane.seconds if lane.seconds else 0.0 for state in COLUMNS)
    name = lane.name if len(lane.name) < NAME_CHARACTERS else f"{lane.name[: NAME_CHARACTERS - 2]}…"
    return f"{name:<{NAME_CHARACTERS}}{lane.seconds:>9.3f}" + "".join(f"{share:>12.0%}" for share in shares)
