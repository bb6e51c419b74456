"""A timeline in the Trace Event Format, which Perfetto and chrome://tracing open.

The format: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU. Slices are complete events
("X") on the track of their thread; a task has a track of its own, since its slices lie beside those of its thread. A
hold is an asynchronous event ("b", "e"), which a viewer shows on a track of the lock; that a lock went from one lane to
the next is a flow ("s", "f").
"""

import json
from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from typing import Any

from sandbox.xray.drawing.looks import look, look_of
from sandbox.xray.purposes import parts_of
from sandbox.xray.timeline import STARTING, Hold, Lane, Purpose, Slice, State, Timeline

type Event = dict[str, Any]

COLORS: dict[State, str] = {
    State.CPU: "thread_state_running",
    State.GIL: "thread_state_runnable",
    State.LOCK: "terrible",
    State.QUEUE: "bad",
    State.IO: "thread_state_iowait",
    State.SLEEP: "thread_state_sleeping",
    State.CORE: "thread_state_uninterruptible",
    State.UNKNOWN: "grey",
}
"""The names that the format reserves (catapult's color_scheme.html)."""
TASK_TRACKS = 1_000_000
"""The first number of a task's track: beyond those of threads."""
SHARE = "share"


def trace_events(timeline: Timeline) -> str:
    """The JSON object of the format. Times are microseconds."""
    tracks = _tracks(timeline)
    events = [
        *_processes(timeline),
        *(event for lane, track in zip(timeline.lanes, tracks, strict=True) for event in _lane(lane, track)),
        *_holds(timeline, tracks),
    ]
    about = {"python": timeline.python, "cores": timeline.cores, "free_threaded": timeline.is_free_threaded}
    return json.dumps({"traceEvents": events, "displayTimeUnit": "ms", "otherData": about}, separators=(",", ":"))


def _tracks(timeline: Timeline) -> list[int]:
    return [TASK_TRACKS + number if lane.task else lane.thread for number, lane in enumerate(timeline.lanes)]


def _processes(timeline: Timeline) -> Iterator[Event]:
    for index, process in enumerate(timeline.processes):
        yield _metadata("process_name", process.number, 0, {"name": process.name})
        yield _metadata("process_sort_index", process.number, 0, {"sort_index": index})
    for index, (lane, track) in enumerate(zip(timeline.lanes, _tracks(timeline), strict=True)):
        yield _metadata("thread_name", lane.process, track, {"name": lane.name})
        yield _metadata("thread_sort_index", lane.process, track, {"sort_index": index})


def _metadata(name: str, process: int, track: int, args: dict[str, object]) -> Event:
    return {"name": name, "ph": "M", "ts": 0, "pid": process, "tid": track, "args": args}


def _lane(lane: Lane, track: int) -> Iterator[Event]:
    for each in lane.slices:
        yield _complete(each, look_of(each).word, lane.process, track)
    for bucket in lane.buckets:
        at = bucket.start
        for state, purpose, seconds in parts_of(bucket):
            told = Slice(at, at + seconds, state, STARTING if purpose is Purpose.STARTING else SHARE)
            yield _complete(told, look(state, purpose).word, lane.process, track)
            at += seconds


def _complete(each: Slice, word: str, process: int, track: int) -> Event:
    start = _micros(each.start)
    what = "" if each.is_starting else each.what
    told = {"what": what, "line": each.line, "holder": each.holder}
    return {
        "name": f"{word}: {what}" if what else word,
        "cat": each.state.value,
        "ph": "X",
        "ts": start,
        "dur": _micros(each.end) - start,
        "pid": process,
        "tid": track,
        "cname": COLORS[each.state],
        "args": {name: value for name, value in told.items() if value},
    }


def _holds(timeline: Timeline, tracks: Sequence[int]) -> Iterator[Event]:
    """Every hold, and from its end an arrow to the next one of the same lock, when that is another lane's."""
    numbers = count(1)
    by_lock: dict[tuple[int, int | str], list[tuple[Hold, Lane, int]]] = {}
    for lane, track in zip(timeline.lanes, tracks, strict=True):
        for hold in lane.holds:
            by_lock.setdefault((0 if hold.object else lane.process, hold.held), []).append((hold, lane, track))
    for holds in by_lock.values():
        holds.sort(key=lambda held: held[0].start)
        for hold, lane, track in holds:
            yield from _hold(hold, lane, track, next(numbers))
        for (before, giver, from_), (after, taker, to) in pairwise(holds):
            if giver is not taker and before.end <= after.start:
                ends = (giver.process, from_), (taker.process, to)
                yield from _hand_off(before, after, ends=ends, number=next(numbers))


def _hold(hold: Hold, lane: Lane, track: int, number: int) -> Iterator[Event]:
    event = {"name": f"{hold.lock} held", "cat": "hold", "id": f"{number:#x}", "pid": lane.process, "tid": track}
    args = {"by": lane.name} | ({"line": hold.line} if hold.line else {})
    yield event | {"ph": "b", "ts": _micros(hold.start), "args": args}
    yield event | {"ph": "e", "ts": _micros(hold.end), "args": {}}


def _hand_off(
    before: Hold, after: Hold, *, ends: tuple[tuple[int, int], tuple[int, int]], number: int
) -> Iterator[Event]:
    """`ends`: process and track of both. `bp` "e": the arrow binds to the slices around its ends, not to the next."""
    (giving, from_), (taking, to) = ends
    event = {"name": f"{before.lock} handed on", "cat": "hand-off", "id": f"{number:#x}"}
    start = max(_micros(before.start), _micros(before.end) - 1)
    yield event | {"ph": "s", "ts": start, "pid": giving, "tid": from_, "args": {}}
    yield event | {"ph": "f", "bp": "e", "ts": _micros(after.start), "pid": taking, "tid": to, "args": {}}


def _micros(seconds: float) -> int:
    return round(seconds * 1e6)
