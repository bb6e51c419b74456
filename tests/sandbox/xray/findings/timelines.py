"""Timelines in few words: `run(lane("T1", cpu(0, 1), gil(1, 4)))`."""

from collections.abc import Callable
from dataclasses import replace

from sandbox.events import Outcome
from sandbox.xray.findings import Evidence, Finding
from sandbox.xray.findings.order import RULES
from sandbox.xray.timeline import Facts, Hold, Lane, Process, Slice, State, Timeline

THE_PROGRAM = 1


def _maker(state: State) -> Callable[..., Slice]:
    def make(start: float, end: float, what: str = "", *, line: int = 0, holder: str = "", number: int = 0) -> Slice:
        return Slice(start, end, state, what, line, holder, number)

    return make


cpu, gil, lock, queue, io, sleep, core, unknown = map(_maker, State)


def hold(
    start: float, end: float, name: str = "lock", *, line: int = 0, is_open: bool = False, number: int = 0
) -> Hold:
    return Hold(start, end, name, line, is_open, number)


def lane(name: str, *slices: Slice, holds: tuple[Hold, ...] = (), process: int = THE_PROGRAM, **fields) -> Lane:
    """From its first slice to its last; its thread is numbered by `run`, tasks are in the thread 1 of their process."""
    start = fields.pop("start", slices[0].start if slices else 0.0)
    end = fields.pop("end", slices[-1].end if slices else start)
    thread = fields.pop("thread", 1 if fields.get("task") else 0)
    return Lane(process=process, thread=thread, name=name, start=start, end=end, slices=slices, holds=holds, **fields)


def main_lane(*slices: Slice, **fields) -> Lane:
    return lane("MainThread", *slices, is_main=True, thread=1, **fields)


def child(number: int, start: float, began: float, end: float, *, name: str = "") -> Process:
    return Process(
        number=number, name=name or f"Process-{number}", parent=THE_PROGRAM, start=start, began=began, end=end
    )


def run(*lanes: Lane, children: tuple[Process, ...] = (), facts: Facts | None = None, **fields) -> Timeline:
    """On two cores, of the default build, unless said otherwise."""
    numbered = tuple(each if each.thread else replace(each, thread=2 + number) for number, each in enumerate(lanes))
    seconds = fields.pop("seconds", max((each.end for each in lanes), default=1.0))
    own = Process(number=THE_PROGRAM, name="main", parent=0, start=0, began=0, end=seconds)
    values = {"python": "3.13", "cores": 2, "visible_until": seconds, **fields}
    return Timeline(seconds=seconds, processes=(own, *children), lanes=numbered, facts=facts or Facts(), **values)


def evidence(
    timeline: Timeline | None = None,
    *,
    source: str = "",
    stderr: str = "",
    exit_code: int | None = 0,
    outcome: Outcome = Outcome.FINISHED,
) -> Evidence:
    return Evidence(
        timeline=timeline or run(main_lane(cpu(0, 1))),
        source=source,
        stderr=stderr,
        exit_code=exit_code,
        outcome=outcome,
    )


def said(key: str, timeline: Timeline | None = None, **rest) -> Finding | None:
    """What the rule `key` says by itself."""
    found = RULES[key](evidence(timeline, **rest))
    assert found is None or found.key == key
    return found


def sentence(key: str, timeline: Timeline | None = None, **rest) -> str:
    """The sentence of the rule `key`, "" where it is silent."""
    found = said(key, timeline, **rest)
    return found.sentence if found else ""
