"""The steps and awaits of the tasks of one event loop: when a task kept the thread, and when it let others run."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sandbox.xray.findings.intervals import common, length, merged
from sandbox.xray.findings.measures import IDLE_LOOP, seconds_of, slices_in
from sandbox.xray.timeline import Lane, Slice, State

SLACK_SECONDS = 0.001
"""The ends of two records of one moment differ by less."""
RUNNING = (State.CPU, State.GIL, State.CORE)
WAITING = (State.SLEEP, State.IO, State.LOCK, State.QUEUE)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A task kept the thread of its loop from `start` to `end`."""

    task: Lane
    slices: tuple[Slice, ...]

    @property
    def start(self) -> float:
        return self.slices[0].start

    @property
    def end(self) -> float:
        return self.slices[-1].end

    @property
    def own_seconds(self) -> float:
        """Without its waits for the GIL or a core: those are the doing of others."""
        return seconds_of(each for each in self.slices if each.state not in {State.GIL, State.CORE})


def steps_of(task: Lane, loop: Lane) -> Iterator[Step]:
    """A wait of the thread itself belongs to the step: `time.sleep` in a coroutine keeps the loop as computing does."""
    blocked = _blocking(loop)
    run: list[Slice] = []
    for each in task.slices:
        keeps = each.state in RUNNING or _is_within(each, blocked)
        if run and (not keeps or each.start > run[-1].end):
            yield Step(task=task, slices=tuple(run))
            run = []
        if keeps:
            run.append(each)
    if run:
        yield Step(task=task, slices=tuple(run))


def awaits_of(task: Lane, loop: Lane) -> list[Slice]:
    """Sleeps and I/O during which the loop was free for others."""
    blocked = _blocking(loop)
    return [each for each in slices_in(task, State.SLEEP, State.IO) if not _is_within(each, blocked)]


def seconds_during(lane: Lane, stretches: Sequence[Slice | Step], states: Iterable[State]) -> float:
    """How long the lane was in these states while any of the stretches lasted."""
    return length(common(merged(slices_in(lane, *states)), merged(stretches)))


def waits_during(loop: Lane, step: Step) -> list[Slice]:
    """The thread's own waits in a step; they know their line."""
    return [each for each in _blocking(loop) if each.start < step.end and each.end > step.start]


def _blocking(loop: Lane) -> list[Slice]:
    return [each for each in slices_in(loop, *WAITING) if each.what not in {IDLE_LOOP, ""}]


def _is_within(wait: Slice, blocked: list[Slice]) -> bool:
    """A task begins or ends to await only while its thread runs, so an await is never within a wait of the thread."""
    return any(
        each.start - SLACK_SECONDS <= wait.start and wait.end <= each.end + SLACK_SECONDS and each.state is wait.state
        for each in blocked
    )
