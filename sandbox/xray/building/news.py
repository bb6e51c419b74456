"""What became known of a run since one last asked: for pictures that grow while the program runs."""

from collections import defaultdict
from dataclasses import dataclass

from sandbox.xray.building.busyness import Busyness
from sandbox.xray.building.hearing import Heard, Number
from sandbox.xray.building.holding import Holders
from sandbox.xray.building.lanes import MOST_LANES
from sandbox.xray.building.naming import Names
from sandbox.xray.building.strips import Cut, Stage, strip
from sandbox.xray.building.tracks import Interval, Track
from sandbox.xray.timeline import Slice, State

HELD_BACK = 60_000
"""Microseconds that the observer and the recorder may be late: what is told once stays true."""


@dataclass(frozen=True, kw_only=True)
class NewLane:
    """One thread that is new, or that has its name only now; `index` never changes."""

    index: int
    name: str
    process: int
    process_name: str
    thread: int


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

    def news(self) -> News:
        start, end = self._until, max(self._until, self._heard.until - HELD_BACK)
        names = Names(self._heard)
        lanes = self._new_lanes(names)
        slices = self._new_slices(names, start, end) if end > start else ()
        self._until = end
        self._forget(end)
        return News(until=end / 1e6, lanes=lanes, slices=slices)

    def _new_lanes(self, names: Names) -> tuple[NewLane, ...]:
        found = []
        for number, track in self._heard.tracks.items():
            if number not in self._indices and (not track.ats or len(self._indices) >= MOST_LANES):
                continue
            index = self._indices.setdefault(number, len(self._indices))
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

    def _new_slices(self, names: Names, start: int, end: int) -> tuple[NewSlice, ...]:
        tracks = self._heard.tracks
        between = {number: _intervals(track, start, end) for number, track in tracks.items()}
        others = self._others(between)
        stage = Stage(self._heard, names, Holders(tracks.values(), start=0, end=end, only_fresh=True), only_fresh=True)
        found: list[NewSlice] = []
        for number, index in self._indices.items():
            before = self._states.get(number)
            busy = others.get(number[0])
            cuts = strip(tracks[number], between[number], others=busy, stage=stage, before=before)
            if cuts:
                self._states[number] = cuts[-1].state
            found += [NewSlice(lane=index, slice=_slice(cut)) for cut in cuts]
        return tuple(found)

    def _others(self, between: dict[Number, list[Interval]]) -> dict[int, Busyness | None]:
        if self._heard.noted.is_free_threaded:
            return {}
        members: dict[int, list[list[Interval]]] = defaultdict(list)
        for (process, _), own in between.items():
            members[process].append(own)
        return {
            process: Busyness(each for intervals in own for each in intervals) if len(own) > 1 else None
            for process, own in members.items()
        }

    def _forget(self, until: int) -> None:
        for track in self._heard.tracks.values():
            track.waits.forget(until)
            track.holds.forget(until)
        for task in self._heard.tasks.values():
            task.spans.forget(until)


def _intervals(track: Track, start: int, end: int) -> list[Interval]:
    """Of the thread's own time alone, as far as it is known."""
    first = min((at for at in (track.began, *track.ats[:1]) if at is not None), default=end)
    last = end if track.ended is None else min(end, track.ended)
    from_ = max(start, first)
    return track.intervals(from_, last, is_new=from_ == first) if from_ < last else []


def _slice(cut: Cut) -> Slice:
    return Slice(cut.start / 1e6, cut.end / 1e6, *cut[2:])
