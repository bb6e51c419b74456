"""What the command line says of a run's timeline: one event, `lanes`, before its end."""

from collections.abc import Sequence
from typing import Any, Protocol

from sandbox.xray.shares import seconds_by_state, starting_seconds
from sandbox.xray.timeline import Lane, Timeline

LOSSES = ("dropped", "damaged", "left_out", "short_lived", "recorder_seconds")
"""What a timeline does not have, and what it cost."""


class Told(Protocol):
    """A finding: see `findings`."""

    @property
    def key(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def lines(self) -> Sequence[int]: ...


def lanes_event(timeline: Timeline, *, findings: Sequence[Told]) -> dict[str, Any]:
    """As JSON has it. Seconds by state, and of `starting` where there are any, add up to the length of the lane; a lane

    of an asyncio task has `task`.
    """
    names = {each.number: each.name for each in timeline.processes}
    return {
        "kind": "lanes",
        "lanes": [_lane(lane, names.get(lane.process, "")) for lane in timeline.lanes],
        **{name: getattr(timeline, name) for name in LOSSES},
        "findings": [{"key": each.key, "sentence": each.sentence, "lines": list(each.lines)} for each in findings],
    }


def _lane(lane: Lane, process_name: str) -> dict[str, Any]:
    starting = round(starting_seconds(lane), 6)
    return {
        "process": lane.process,
        "process_name": process_name,
        "thread": lane.thread,
        **({"task": lane.task} if lane.task else {}),
        "name": lane.name,
        "seconds": {state.value: round(seconds, 6) for state, seconds in seconds_by_state(lane).items()},
        **({"starting": starting} if starting else {}),
    }
