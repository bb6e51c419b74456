"""Lanes by process: one group for a process with its threads, one for all processes that have a single thread."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sandbox.xray.drawing.durations import counted, length
from sandbox.xray.drawing.lanes import Named, with_one_start
from sandbox.xray.drawing.naming import lane_names, short_names
from sandbox.xray.naming import shown_name
from sandbox.xray.timeline import Timeline

LEAST_TOGETHER = 2
"""Processes of a single thread that share a group."""


@dataclass(frozen=True, slots=True)
class Grouped:
    name: str
    facts: str
    lanes: Sequence[Named]


def named_lanes(timeline: Timeline) -> Sequence[Named]:
    if not timeline.lanes:
        return []
    names = lane_names(timeline.lanes, timeline.processes)
    return [
        Named(with_one_start(lane), name, short, full)
        for lane, name, short, full in zip(
            timeline.lanes, names, short_names(names), full_names(names, timeline), strict=True
        )
    ]


def full_names(names: Sequence[str], timeline: Timeline) -> Iterator[str]:
    """Where lanes of several processes have one name, each with its process."""
    called = {each.number: shown_name(each.name) for each in timeline.processes}
    shared = {name for name, count in Counter(names).items() if count > 1}
    for name, lane in zip(names, timeline.lanes, strict=True):
        process = called.get(lane.process, "")
        yield f"{name} of {process}" if name in shared and process else name


def grouped(lanes: Sequence[Named], timeline: Timeline) -> Iterator[Grouped]:
    """Single threads of child processes come last, together."""
    everyone = Counter((lane.process, bool(lane.task)) for lane in timeline.lanes)
    called = {each.number: shown_name(each.name) for each in timeline.processes}
    first = lanes[0].lane.process if lanes else 0
    alone: list[Named] = []
    for number, members in groupby(lanes, key=lambda each: each.lane.process):
        of_process = list(members)
        if len(of_process) == 1 and number != first:
            alone += of_process
        else:
            told = facts(of_process, 1, threads=everyone[number, False], tasks=everyone[number, True])
            yield Grouped(called.get(number, f"Process {number}"), told, of_process)
    if alone:
        name = "Processes" if len(alone) >= LEAST_TOGETHER else called.get(alone[0].lane.process, alone[0].name)
        yield Grouped(name, facts(alone, len(alone), threads=len(alone)), alone)


def facts(lanes: Sequence[Named], processes: int, *, threads: int, tasks: int = 0) -> str:
    """Such as "1 process, 4 threads, 4.18 s": a single thread of each process needs no word.

    `threads`, `tasks`: all there were, of which `lanes` may be a part.
    """
    told = [counted(processes, "process")]
    if threads != processes or tasks:
        told.append(counted(threads, "thread"))
    if tasks:
        told.append(counted(tasks, "task"))
    return ", ".join([*told, length(max(each.lane.end for each in lanes))])
