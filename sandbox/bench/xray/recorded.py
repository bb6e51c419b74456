"""One recorded run through the runner, with its timeline and all that its findings are drawn from."""

from dataclasses import dataclass

from sandbox.bench.own_runner import OwnRunner
from sandbox.events import End, Event, Started, Stderr, Stdout
from sandbox.jobs import Job
from sandbox.observations import Observed, Recorded
from sandbox.runner.client import running
from sandbox.xray.building.builder import TimelineBuilder
from sandbox.xray.findings import Evidence
from sandbox.xray.timeline import Timeline


@dataclass(frozen=True)
class Run:
    """What a program printed, how it ended, and what was seen of it."""

    source: str
    stdout: str
    stderr: str
    end: End
    timeline: Timeline

    @property
    def evidence(self) -> Evidence:
        return Evidence(
            timeline=self.timeline,
            source=self.source,
            stderr=self.stderr,
            exit_code=self.end.exit_code,
            outcome=self.end.outcome,
        )


def recorded(runner: OwnRunner, source: str) -> Run:
    with running(runner.socket, Job(source, is_recorded=True)) as run:
        events = list(run.events())
    end = events[-1]
    assert isinstance(end, End)
    return Run(source, text(events, Stdout), text(events, Stderr), end, timeline(events, seconds=end.wall_seconds))


def timeline(events: list[Event], *, seconds: float) -> Timeline:
    builder = TimelineBuilder()
    for event in events:
        if isinstance(event, Started | Observed | Recorded):
            builder.hear(event)
    return builder.timeline(seconds=seconds)


def text(events: list[Event], kind: type[Stdout | Stderr]) -> str:
    return "".join(event.text for event in events if isinstance(event, kind))
