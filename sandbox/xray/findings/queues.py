"""The queues of a timeline: who waited to get from each, and who waited for room in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sandbox.xray.findings.measures import actors, is_programs_main, seconds_of, slices_in
from sandbox.xray.timeline import Lane, Slice, State, Timeline

GET, PUT = "get from ", "put into "
"""How a timeline calls these waits, before the queue's name."""

OPEN_SECONDS = 0.000_002
"""A wait that ends no earlier before a thread that did not end by itself was cut with it."""
SAME_SECONDS = 0.000_002
"""Nothing is got and used in less: two slices with no more between them are one wait."""

type Waits = dict[int, tuple[Lane, list[Slice]]]


@dataclass(frozen=True, kw_only=True)
class QueueUse:
    """`gets`, `puts`: by lane, its waits."""

    name: str
    gets: Waits = field(default_factory=dict)
    puts: Waits = field(default_factory=dict)


def queues_of(timeline: Timeline) -> Sequence[QueueUse]:
    """In the order of lanes. Waits without a line of main.py are not the program's own; of one still open at the end

    nobody knows for what it waited.
    """
    uses: dict[str, QueueUse] = {}
    for lane in actors(timeline):
        for wait in slices_in(lane, State.QUEUE):
            if not wait.line or _is_open(wait, lane):
                continue
            if wait.what.startswith(PUT):
                _add(_use(uses, wait.what.removeprefix(PUT)).puts, lane, wait)
            elif wait.what.startswith(GET) and not is_programs_main(lane, timeline):
                # the main thread that gathers results has nothing better to do
                _add(_use(uses, wait.what.removeprefix(GET)).gets, lane, wait)
    return list(uses.values())


def _is_open(wait: Slice, lane: Lane) -> bool:
    return not lane.has_ended and wait.end >= lane.end - OPEN_SECONDS


def _use(uses: dict[str, QueueUse], name: str) -> QueueUse:
    return uses.setdefault(name, QueueUse(name=name))


def _add(waits: Waits, lane: Lane, wait: Slice) -> None:
    waits.setdefault(id(lane), (lane, []))[1].append(wait)


def share_of(waits: Waits) -> float:
    """Of their lives that these lanes waited."""
    lived = sum(lane.seconds for lane, _ in waits.values())
    return waited(waits) / lived if lived else 0.0


def waited(waits: Waits) -> float:
    return seconds_of(each for _, slices in waits.values() for each in slices)


def slices_of(waits: Waits) -> list[Slice]:
    return [each for _, slices in waits.values() for each in slices]


def times_of(waits: Waits) -> int:
    """How many waits there were: one that a sample cut is told in several slices."""
    goes_on = sum(_goes_on(*each) for _, slices in waits.values() for each in pairwise(slices))
    return len(slices_of(waits)) - goes_on


def _goes_on(before: Slice, after: Slice) -> bool:
    return after.start - before.end < SAME_SECONDS


def lanes_of(waits: Waits) -> list[Lane]:
    return [lane for lane, _ in waits.values()]
