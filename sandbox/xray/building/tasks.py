"""The strip of one asyncio task: its steps, what it awaits, and its waits for its turn."""

from collections.abc import Iterator, Sequence

from sandbox.records import Kind
from sandbox.xray.building.hearing import TaskHeard
from sandbox.xray.building.meanings import STATES
from sandbox.xray.building.spans import Stretch
from sandbox.xray.building.strips import Cut, Stage, merged
from sandbox.xray.building.waits import gaps, one_at_a_time
from sandbox.xray.timeline import State

THE_LOOP = "the event loop"
"""What a task waits for that could go on, while its loop runs another."""


def task_strip(task: TaskHeard, thread: Sequence[Cut], *, start: int, end: int, stage: Stage) -> list[Cut]:
    """A task does what its thread does while it has a step, else waits for what it awaits, or for its turn."""
    stretches = one_at_a_time(task.spans.between(start, end, only_fresh=stage.only_fresh))
    turns = [Cut(from_, to, State.LOCK, THE_LOOP) for from_, to in gaps(stretches, start=start, end=end)]
    awaits = [_awaited(stretch, stage) for stretch in stretches if not _is_step(stretch)]
    steps = _parts(thread, [stretch for stretch in stretches if _is_step(stretch)])
    return list(merged(sorted([*turns, *awaits, *steps])))


def _is_step(stretch: Stretch) -> bool:
    return stretch[2].kind == Kind.STEP


def _awaited(stretch: Stretch, stage: Stage) -> Cut:
    start, end, span = stretch
    return Cut(start, end, STATES[span.what], stage.names.awaited(span), span.line)


def _parts(thread: Sequence[Cut], steps: Sequence[Stretch]) -> Iterator[Cut]:
    """What a thread did in these stretches, all of them; both are in order."""
    at = 0
    for start, end, _ in steps:
        told = start
        while at < len(thread) and thread[at].end <= start:
            at += 1
        for index in range(at, len(thread)):
            cut = thread[index]
            if cut.start >= end:
                break
            yield from _unknown(told, cut.start)
            told = min(cut.end, end)
            yield cut._replace(start=max(cut.start, start), end=told)
        yield from _unknown(told, end)


def _unknown(start: int, end: int) -> Iterator[Cut]:
    """A step of which its thread tells nothing: it has no lane, or has another life."""
    if start < end:
        yield Cut(start, end, State.UNKNOWN)
