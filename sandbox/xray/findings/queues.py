"""The queues of a timeline: who waited to get from each, and who waited for room in it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import (
    LEAST_SECONDS,
    actors,
    is_programs_main,
    main_lines,
    name_of,
    noun_of,
    seconds_of,
    slices_in,
)
from sandbox.xray.findings.wording import begun, duration, how_many, quoted
from sandbox.xray.timeline import Lane, Slice, State, Timeline

GET, PUT = "get from ", "put into "
"""How a timeline calls these waits, before the queue's name."""

OPEN_SECONDS = 0.000_002
"""A wait that ends no earlier before its lane, where that is cut with its process, was cut with it."""
SAME_SECONDS = 0.000_002
"""Nothing is got and used in less: two slices with no more between them are one wait."""
MOMENT_SECONDS, LOOK_SECONDS = 0.001, 0.02
"""A thread that falls asleep was on the CPU until then; that is seen at the next look, 20 ms later at most, and told in
the middle of the wait. So a slice that is no longer, and such a moment, may belong to the wait that follows."""

LEAST_WAITS = 3
"""Fewer are a moment, no state."""

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
            if not wait.line:
                continue
            if wait.what.startswith(PUT):
                _add(_use(uses, wait.what.removeprefix(PUT)).puts, lane, wait)
            elif wait.what.startswith(GET) and not is_programs_main(lane, timeline):
                # the main thread that gathers results has nothing better to do
                _add(_use(uses, wait.what.removeprefix(GET)).gets, lane, wait)
    for each in uses.values():
        _leave_out_open(each.gets)
        _leave_out_open(each.puts)
    return list(uses.values())


def _leave_out_open(waits: Waits) -> None:
    """A thread that ends by itself does so after its wait; one that a process takes along may seem to have ended."""
    for key, (lane, slices) in list(waits.items()):
        is_taken_along = lane.is_daemon or lane.is_main or not lane.has_ended
        if not is_taken_along or slices[-1].end < lane.end - OPEN_SECONDS:
            continue
        last = slices.pop()
        while slices and _goes_on(slices[-1], last):
            last = slices.pop()
        if not slices:
            del waits[key]


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
    """How many waits there were at least: one that a sample cut is told in several slices."""
    goes_on = sum(_goes_on(*each) for _, slices in waits.values() for each in pairwise(slices))
    return len(slices_of(waits)) - goes_on


def _goes_on(before: Slice, after: Slice) -> bool:
    between = after.start - before.end
    return between < SAME_SECONDS or (between <= MOMENT_SECONDS and before.seconds <= LOOK_SECONDS)


def are_many(waits: Waits) -> bool:
    """Whether they are a state and no moment: one for the first piece and one for the end are everybody's."""
    return times_of(waits) >= LEAST_WAITS and waited(waits) >= LEAST_SECONDS


def gets_of(use: QueueUse) -> Waits:
    return use.gets


def puts_of(use: QueueUse) -> Waits:
    return use.puts


def most_waited(uses: Iterable[QueueUse], side: Callable[[QueueUse], Waits]) -> QueueUse | None:
    """The queue on whose `side` was waited longest; None where there is none."""
    return max(uses, key=lambda each: waited(side(each)), default=None)


def finding(evidence: Evidence, *, key: str, waits: Waits, for_what: str, bottleneck: str, next_step: str) -> Finding:
    """What both rules of queues say: who waited for what, which part of the time, and who therefore is too slow."""
    share = f"{100 * share_of(waits):.0f}% of the time"
    return Finding(
        key=key,
        sentence=f"{_who(waits, evidence.timeline)} waited for {for_what} {share}, {duration(waited(waits))} in all: "
        f"{bottleneck} the bottleneck.",
        lines=main_lines(slices_of(waits)),
        next_step=next_step,
    )


def _who(waits: Waits, timeline: Timeline) -> str:
    lanes = [lane for lane, _ in waits.values()]
    if len(lanes) == 1:
        return quoted([name_of(lanes[0], timeline)])
    return begun(how_many(len(lanes), noun_of(lanes)))
