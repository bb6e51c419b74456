"""How the tests build timelines."""

from collections.abc import Iterable

from sandbox.events import Started
from sandbox.observations import Observed, Recorded, Sample, Span, Text
from sandbox.xray.building.builder import TimelineBuilder
from sandbox.xray.timeline import Lane, Timeline
from tests.sandbox.xray.staging import Heard, Scene


def built(scene: Scene) -> Timeline:
    return built_from(scene.events(), seconds=scene.seconds)


def built_from(events: Iterable[Heard], *, seconds: float) -> Timeline:
    builder = TimelineBuilder()
    for event in events:
        builder.hear(event)
    return builder.timeline(seconds=seconds)


def heard(
    *, samples: Iterable[Sample] = (), spans: Iterable[Span] = (), texts: Iterable[Text] = (), seconds: float = 1.0
) -> Timeline:
    """The timeline of a run of which only this was heard."""
    events = [
        Started(at=0.0, python="3.13.0", cores=2),
        Observed(at=seconds, samples=tuple(samples)),
        Recorded(at=seconds, spans=tuple(spans), texts=tuple(texts)),
    ]
    return built_from(events, seconds=seconds)


def lane_called(timeline: Timeline, name: str) -> Lane:
    return next(lane for lane in timeline.lanes if lane.name == name)
