"""What became known of a run since one last asked: for pictures that grow while the program runs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sandbox.xray.building.busyness import by_process
from sandbox.xray.building.hearing import Heard, Number, TaskHeard
from sandbox.xray.building.holding import Holders
from sandbox.xray.building.lanes import MOST_LANES
from sandbox.xray.building.naming import Names
from sandbox.xray.building.strips import Cut, Stage, strip
from sandbox.xray.building.tasks import task_strip
from sandbox.xray.building.tracks import Interval, Track
from sandbox.xray.timeline import Slice, State

HELD_BACK = 60_000
"""Microseconds that the observer and the recorder may be late: what is told once stays true."""


@dataclass(frozen=True, kw_only=True)
class NewLane:
    """One thread, or one `task` of it, that is new, or that has its name only now; `index` never changes."""

    index: int
    name: str
    process: int
    process_name: str
    thread: int
    task: int = 0


@dataclass(frozen=True, kw_only=True)
class NewSlice:
    """Follows on the one before of its lane; the same state may go on."""

    lane: int
    slice: Slice


@dataclass(frozen=True, kw_only=True)
class News:
    """`until`: all before it has been told, in seconds."""

    until: float
    lanes: tuple[NewLane, ...] = ()
    slices: tuple[NewSlice, ...] = ()


class Follower:
    """Looks only at what is new, so that it costs no more in the second minute than in the first."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._until = 0
        self._indices: dict[Number, int] = {}
        self._told: dict[Number, str] = {}
        self._states: dict[Number, State] = {}
        self._tasks: dict[Number, int] = {}
        self._told_tasks: dict[Number, str] = {}
        self._tasks_until: dict[Number, int] = {}

    def news(self) -> News:
        start, end = self._until, max(self._until, self._heard.until - HELD_BACK)
        names = Names(self._heard)
        lanes = (*self._new_lanes(names), *self._new_tasks(names))
        slices = self._new_slices(names, start, end) if end > start else ()
        self._until = end
        self._forget(end)
        return News(until=end / 1e6, lanes=lanes, slices=slices)

    def _new_lanes(self, names: Names) -> tuple[NewLane, ...]:
        found = []
        for number, track in self._heard.tracks.items():
            if number not in self._indices and (not track.ats or self._is_full):
                continue
            index = self._indices.setdefault(number, self._count)
            name = names.thread(*number)
            if self._told.get(number) != name:
                self._told[number] = name
                process_name = names.process(track.process)
                found.append(
                    NewLane(
                        index=index,
                        name=name,
                        process=track.process,
                        process_name=process_name,
                        thread=track.thread,
                    )
                )
        return tuple(found)

    @property
    def _count(self) -> int:
        return len(self._indices) + len(self._tasks)

    @property
    def _is_full(self) -> bool:
        return self._count >= MOST_LANES

    def _new_tasks(self, names: Names) -> Iterator[NewLane]:
        for number, task in self._heard.tasks.items():
            if number not in self._tasks and (not (task.spans and task.is_of_program) or self._is_full):
                continue
            index = self._tasks.setdefault(number, self._count)
            name = names.task(*number)
            if self._told_tasks.get(number) != name:
                self._told_tasks[number] = name
                process_name = names.process(task.process)
                yield NewLane(
                    index=index,
                    name=name,
                    process=task.process,
                    process_name=process_name,
                    thread=task.thread,
                    task=task.number,
                )

    def _new_slices(self, names: Names, start: int, end: int) -> tuple[NewSlice, ...]:
        tracks = self._heard.tracks
        between = {number: self._intervals(track, start, end) for number, track in tracks.items()}
        own = ((process, intervals) for (process, _), intervals in between.items())
        others = by_process(own, has_gil=not self._heard.noted.is_free_threaded)
        stage = Stage(self._heard, names, Holders(tracks.values(), end=end, only_fresh=True), only_fresh=True)
        found: list[NewSlice] = []
        threads: dict[Number, list[Cut]] = {}
        for number, index in self._indices.items():
            before = self._states.get(number)
            busy = others.get(number[0])
            cuts = strip(tracks[number], between[number], others=busy, stage=stage, before=before)
            threads[number] = cuts
            if cuts:
                self._states[number] = cuts[-1].state
            found += [NewSlice(lane=index, slice=cut.told()) for cut in cuts]
        found += [NewSlice(lane=index, slice=cut.told()) for index, cut in self._task_cuts(threads, stage, end)]
        return tuple(found)

    def _intervals(self, track: Track, start: int, end: int) -> list[Interval]:
        """Of the thread's own time alone, as far as it is known."""
        first = min((at for at in (track.began, *track.ats[:1]) if at is not None), default=end)
        over = track.ended if track.ended is not None else self._heard.gone_at(track)
        last = end if over is None else min(end, over)
        from_ = max(start, first)
        return track.intervals(from_, last, is_new=from_ == first, is_over=last == over) if from_ < last else []

    def _task_cuts(self, threads: Mapping[Number, Sequence[Cut]], stage: Stage, end: int) -> Iterator[tuple[int, Cut]]:
        """Between two spans a task waits for its turn, unless it has ended: that is told with the next span."""
        for number, index in self._tasks.items():
            task = self._heard.tasks[number]
            start = self._tasks_until.setdefault(number, _begun(task))
            to = end if task.spans.lasting else min(max((each.end for each in task.spans.fresh), default=0), end)
            if start < to:
                self._tasks_until[number] = to
                thread = threads.get((task.process, task.thread), [])
                yield from ((index, cut) for cut in task_strip(task, thread, start=start, end=to, stage=stage))

    def _forget(self, until: int) -> None:
        for track in self._heard.tracks.values():
            track.waits.forget(until)
            track.holds.forget(until)
        for task in self._heard.tasks.values():
            task.spans.forget(until)


def _begun(task: TaskHeard) -> int:
    return max(0, task.began if task.began is not None else task.spans.first or 0)
