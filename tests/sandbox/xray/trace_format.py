"""What the Trace Event Format documents of the events that are written here: a validator.

https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

type Event = dict[str, Any]

COMMON = {"name": str, "ph": str, "ts": int, "pid": int, "tid": int, "args": dict}
MORE: dict[str, dict[str, type]] = {
    "M": {},
    "X": {"cat": str, "dur": int},
    "b": {"cat": str, "id": str},
    "e": {"cat": str, "id": str},
    "s": {"cat": str, "id": str},
    "f": {"cat": str, "id": str},
}
METADATA = {
    "process_name": {"name": str},
    "process_sort_index": {"sort_index": int},
    "thread_name": {"name": str},
    "thread_sort_index": {"sort_index": int},
}
RESERVED_COLORS = frozenset(
    {
        "thread_state_uninterruptible",
        "thread_state_iowait",
        "thread_state_running",
        "thread_state_runnable",
        "thread_state_sleeping",
        "bad",
        "terrible",
    }
)
"""Those of catapult's tracing/base/color_scheme.html that are used here."""


def mistakes(trace: Any) -> list[str]:
    """Sentences, none for a valid trace."""
    if not isinstance(trace, dict) or not isinstance(trace.get("traceEvents"), list):
        return ["The trace must be an object with a list of traceEvents."]
    events = trace["traceEvents"]
    found = [] if trace.get("displayTimeUnit", "ms") in ("ms", "ns") else ["displayTimeUnit must be ms or ns."]
    found += [each for event in events for each in _of_one(event)]
    return found or [*_pairs(events), *_overlaps(events)]


def _of_one(event: Event) -> Iterable[str]:
    phase = event.get("ph")
    if phase not in MORE:
        yield f"There is no phase {phase!r}."
        return
    for name, kind in (COMMON | MORE[phase]).items():
        if not isinstance(event.get(name), kind):
            yield f"{name} of a {phase} event must be a {kind.__name__}."
    if any(isinstance(time, int) and time < 0 for time in (event.get("ts"), event.get("dur"))):
        yield "Times are not negative."
    if "cname" in event and event["cname"] not in RESERVED_COLORS:
        yield f"{event['cname']!r} is no reserved colour."
    if phase == "M":
        yield from _of_metadata(event)


def _of_metadata(event: Event) -> Iterable[str]:
    wanted = METADATA.get(event["name"])
    if wanted is None or any(not isinstance(event["args"].get(name), kind) for name, kind in wanted.items()):
        yield f"{event['name']!r} is no metadata, or has other arguments."


def _pairs(events: list[Event]) -> Iterable[str]:
    """An asynchronous event and a flow begin once and end once, not before, under one category, name and id."""
    for first, last in (("b", "e"), ("s", "f")):
        begun = {_key(event): event["ts"] for event in events if event["ph"] == first}
        ended = {_key(event): event["ts"] for event in events if event["ph"] == last}
        counts = Counter(_key(event) for event in events if event["ph"] in (first, last))
        if begun.keys() != ended.keys() or any(count != 2 for count in counts.values()):
            yield f"Every {first} event needs one {last} event, and the other way round."
        elif any(ended[key] < begun[key] for key in begun):
            yield f"A {last} event comes before its {first} event."


def _key(event: Event) -> tuple[str, str, str]:
    return event["cat"], event["name"], event["id"]


def _overlaps(events: list[Event]) -> Iterable[str]:
    """Complete events of one thread must nest; ours stand one after another."""
    tracks: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for event in events:
        if event["ph"] == "X":
            tracks[event["pid"], event["tid"]].append((event["ts"], event["ts"] + event["dur"]))
    for spans in tracks.values():
        spans.sort()
        if any(before[1] > after[0] for before, after in pairwise(spans)):
            yield "Complete events of a thread overlap."
