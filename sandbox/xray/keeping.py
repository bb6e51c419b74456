"""A timeline as few bytes, and back: how it is kept with its run.

Times are whole microseconds, told as steps from the one before; texts stand once, in a table; zlib does the rest.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sandbox.xray.timeline import Bucket, Facts, Hold, Lane, Poll, Pool, Process, Purpose, Slice, State, Timeline

VERSION = 4
"""Versions 1 to 3 open as well. Version 1 has no numbers of objects: its locks are known by their names. Buckets of
versions 1 and 2 do not tell what waits were for; the start of a process is a wait for a core in them. No version before
4 says what was damaged."""
MOST_BYTES = 64 * 1024 * 1024
"""Unpacked: far beyond any timeline of ours, and no danger to whoever opens it."""
STATES = tuple(State)


class TimelineUnreadable(ValueError):
    """The bytes are no timeline, or one of a version that this code does not know."""


def pack(timeline: Timeline) -> bytes:
    texts = Texts()
    body = {
        "head": _head(timeline),
        "processes": [_process(each) for each in timeline.processes],
        "lanes": [_lane(each, texts) for each in timeline.lanes],
        "facts": asdict(timeline.facts),
        "texts": texts.all,
    }
    return zlib.compress(json.dumps([VERSION, body], separators=(",", ":")).encode(), 9)


def unpack(data: bytes) -> Timeline:
    """The timeline that was packed; raises TimelineUnreadable."""
    version, body = _opened(data)
    if version not in (1, 2, 3, VERSION):
        raise TimelineUnreadable(f"A timeline of version {version!r}, not {VERSION}.")
    try:
        for upgrade in UPGRADES[version - 1 :]:
            body = upgrade(body)
        return _timeline(body)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise TimelineUnreadable("The timeline has not the form of its version.") from error


def with_objects(body: Any) -> Any:
    """From version 1."""
    lanes = []
    for names, ends, steps, states, whats, lines, holders, (held, holds), buckets in body["lanes"]:
        columns = [names, ends, steps, states, whats, lines, holders, [0] * len(states)]
        lanes.append([*columns, [held, [[*each, 0] for each in holds]], buckets])
    return body | {"lanes": lanes}


def with_purposes(body: Any) -> Any:
    """From version 2, of which nothing was unknown."""
    lanes = [
        [*columns, [steps, [[*each, 0] for each in sums], [[] for _ in sums]]]
        for *columns, (steps, sums) in body["lanes"]
    ]
    return body | {"lanes": lanes}


def with_damage(body: Any) -> Any:
    """From version 3."""
    return body | {"head": body["head"] | {"damaged": 0}}


UPGRADES: tuple[Callable[[Any], Any], ...] = (with_objects, with_purposes, with_damage)


def _opened(data: bytes) -> tuple[object, Any]:
    try:
        opener = zlib.decompressobj()
        version, body = json.loads(opener.decompress(data, MOST_BYTES))
    except (zlib.error, ValueError, TypeError) as error:
        raise TimelineUnreadable("The bytes are no timeline.") from error
    return version, body


class Texts:
    """Each text once; a text is told by its place."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        return self._places.setdefault(text, len(self._places))

    @property
    def all(self) -> list[str]:
        return list(self._places)


HEAD = (
    "python",
    "cores",
    "is_free_threaded",
    "switch_interval_seconds",
    "is_recorded",
    "spans",
    "dropped",
    "damaged",
    "recorder_seconds",
    "short_lived",
    "left_out",
)


def _head(timeline: Timeline) -> dict[str, Any]:
    head = {name: getattr(timeline, name) for name in HEAD}
    return head | {"seconds": _micros(timeline.seconds), "visible_until": _micros(timeline.visible_until)}


def _process(each: Process) -> list[Any]:
    return [each.number, each.name, each.parent, *map(_micros, (each.start, each.began, each.end))]


LANE = ("process", "thread", "task", "name", "line", "is_main", "is_daemon", "has_ended")


def _lane(lane: Lane, texts: Texts) -> list[Any]:
    slices = lane.slices
    return [
        [getattr(lane, name) for name in LANE],
        [_micros(lane.start), _micros(lane.end)],
        _steps(slices),
        [STATES.index(each.state) for each in slices],
        [texts.place(each.what) for each in slices],
        [each.line for each in slices],
        [texts.place(each.holder) for each in slices],
        [each.object for each in slices],
        [
            _steps(lane.holds),
            [[texts.place(each.lock), each.line, int(each.is_open), each.object] for each in lane.holds],
        ],
        [
            _steps(lane.buckets),
            [[_micros(each.seconds.get(state, 0.0)) for state in STATES] for each in lane.buckets],
            [[[*kind, _micros(seconds)] for kind, seconds in each.apart.items()] for each in lane.buckets],
        ],
    ]


def _steps(parts: Sequence[Slice] | Sequence[Hold] | Sequence[Bucket]) -> list[int]:
    """From the end of one to the start of the next, and how long that is: mostly 0 and alike."""
    steps, at = [], 0
    for part in parts:
        start, end = _micros(part.start), _micros(part.end)
        steps += [start - at, end - start]
        at = end
    return steps


def _times(steps: Sequence[int]) -> Iterator[tuple[float, float]]:
    at = 0
    for gap, length in zip(steps[::2], steps[1::2], strict=True):
        start, at = at + gap, at + gap + length
        yield start / 1e6, at / 1e6


def _micros(seconds: float) -> int:
    return round(seconds * 1e6)


def _timeline(body: Any) -> Timeline:
    head, texts = body["head"], body["texts"]
    return Timeline(
        **{name: head[name] for name in HEAD},
        seconds=head["seconds"] / 1e6,
        visible_until=head["visible_until"] / 1e6,
        processes=tuple(_process_again(*each) for each in body["processes"]),
        lanes=tuple(_lane_again(each, texts.__getitem__) for each in body["lanes"]),
        facts=_facts_again(body["facts"]),
    )


def _process_again(number: int, name: str, parent: int, *times: int) -> Process:
    start, began, end = (time / 1e6 for time in times)
    return Process(number=number, name=name, parent=parent, start=start, began=began, end=end)


def _lane_again(packed: Sequence[Any], text: Callable[[int], str]) -> Lane:
    names, (start, end), steps, states, whats, lines, holders, objects, holds, buckets = packed
    columns: Iterable[tuple[int, int, int, int, int]] = zip(states, whats, lines, holders, objects, strict=True)
    return Lane(
        **dict(zip(LANE, names, strict=True)),
        start=start / 1e6,
        end=end / 1e6,
        slices=tuple(
            Slice(*times, STATES[state], text(what), line, text(holder), number)
            for times, (state, what, line, holder, number) in zip(_times(steps), columns, strict=True)
        ),
        holds=tuple(
            Hold(*times, text(lock), line, bool(is_open), number)
            for times, (lock, line, is_open, number) in zip(_times(holds[0]), holds[1], strict=True)
        ),
        buckets=tuple(
            Bucket(
                *times,
                {state: micros / 1e6 for state, micros in zip(STATES, sums, strict=True) if micros},
                {(State(state), Purpose(purpose)): micros / 1e6 for state, purpose, micros in apart},
            )
            for times, sums, apart in zip(_times(buckets[0]), buckets[1], buckets[2], strict=True)
        ),
    )


def _facts_again(packed: dict[str, Any]) -> Facts:
    pools = tuple(Pool(**each) for each in packed["pools"])
    polls = tuple(Poll(**each) for each in packed["polls"])
    return Facts(**(packed | {"daemons_cut": tuple(packed["daemons_cut"]), "pools": pools, "polls": polls}))
