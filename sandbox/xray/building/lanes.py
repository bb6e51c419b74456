"""The lanes of a run: which there are, and what each did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sandbox.xray.building.busyness import Busyness, by_process
from sandbox.xray.building.hearing import Heard, Number, TaskHeard
from sandbox.xray.building.lifetimes import Life, Lives
from sandbox.xray.building.spans import Stretch, moments
from sandbox.xray.building.strips import Cut, Stage, strip
from sandbox.xray.building.tasks import task_strip
from sandbox.xray.building.tracks import Interval, Track

MOST_LANES = 200


@dataclass(frozen=True, slots=True)
class Thread:
    track: Track
    life: Life
    intervals: list[Interval]


@dataclass(frozen=True, slots=True)
class Task:
    heard: TaskHeard
    life: Life


class Strip(NamedTuple):
    """A lane before it is told: whose it is, and what it did."""

    lane: Thread | Task
    cuts: list[Cut]
    holds: list[Stretch]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who has a lane. `others`: how busy the threads of each process were that has a GIL to wait for."""

    lanes: list[Thread | Task]
    others: dict[int, Busyness]
    short_lived: int
    left_out: int


def cast(heard: Heard, lives: Lives) -> Cast:
    """The longest-lived MOST_LANES, by process, then start, tasks after their thread.

    Processes are numbered as they are made; of two made at once, a busy host may let either be seen first.
    """
    threads = [_thread(track, lives) for track in heard.tracks.values()]
    shown = [thread for thread in threads if thread.track.ats or thread.track.waits or thread.track.holds]
    every: list[Thread | Task] = [
        *shown,
        *(Task(task, lives.of_task(task)) for task in _told_tasks(heard)),
    ]
    kept = sorted(every, key=lambda lane: lane.life.start - lane.life.end)[:MOST_LANES]
    return Cast(
        lanes=sorted(kept, key=lambda lane: _order(lane, heard, lives)),
        others=by_process(
            ((thread.track.process, thread.intervals) for thread in threads), has_gil=not heard.noted.is_free_threaded
        ),
        short_lived=sum(1 for thread in threads if not thread.track.ats and thread.track.began is not None),
        left_out=len(every) - len(kept) + len(heard.left_out),
    )


def _told_tasks(heard: Heard) -> Sequence[TaskHeard]:
    """Those that did anything; the library's own where there are no others."""
    begun = [task for task in heard.tasks.values() if task.spans]
    return [task for task in begun if task.is_of_program] or begun


def _thread(track: Track, lives: Lives) -> Thread:
    life = lives.of(track)
    return Thread(track, life, track.intervals(life.start, life.end, is_new=life.is_new, is_over=life.has_ended))


def _order(lane: Thread | Task, heard: Heard, lives: Lives) -> tuple[int, ...]:
    if isinstance(lane, Task):
        process, thread, number = lane.heard.process, lane.heard.thread, lane.heard.number
        owner = heard.tracks.get((process, thread))
        start = lives.of(owner).start if owner else lane.life.start
        return process, start, thread, 1, lane.life.start, number
    process, thread = lane.track.process, lane.track.thread
    return process, lane.life.start, thread, 0, 0, 0


def strips(cast: Cast, *, stage: Stage) -> Iterator[Strip]:
    """In the order of the cast."""
    threads: dict[Number, list[Cut]] = {}
    for lane in cast.lanes:
        if isinstance(lane, Thread):
            track = lane.track
            cuts = strip(track, lane.intervals, others=cast.others.get(track.process), stage=stage)
            threads[track.process, track.thread] = cuts
            yield Strip(lane, cuts, _holds(lane))
        else:
            thread = threads.get((lane.heard.process, lane.heard.thread), [])
            yield Strip(lane, _of_task(lane, thread, stage), [])


def _holds(lane: Thread) -> list[Stretch]:
    holds, life = lane.track.holds, lane.life
    found = [*holds.between(life.start, life.end), *moments(holds.ended, life.start, life.end)]
    return sorted(found, key=lambda hold: (hold[0], -hold[1]))


def _of_task(lane: Task, thread: list[Cut], stage: Stage) -> list[Cut]:
    return task_strip(lane.heard, thread, start=lane.life.start, end=lane.life.end, stage=stage)
