"""What rules ask of a timeline: its threads and tasks, their seconds by state, the lines where they stood."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sandbox.xray.findings.wording import how_many, listed
from sandbox.xray.naming import shown_name
from sandbox.xray.timeline import Lane, Process, Slice, State, Timeline

LEAST_SECONDS = 0.02
"""Below this nothing is said of anything: four samples at 5 ms apart, and less than anybody notices."""
MOST_LINES = 4
"""More than these would mark half of a learner's program."""
IDLE_LOOP = "event loop: nothing to do"
NAMED_IO = {"socket", "file"}
"""I/O that somebody asked for; the rest idles: a loop, a worker at its pipe, a parent whose child is at work."""
CHILD = "a process to end"
THE_LOOP = "the event loop"
"""What a task waits for that could go on, while its loop runs another."""
MOST_HOLDS = 20_000
"""A timeline keeps no more of them, and leaves out the shortest."""
NUMBER = re.compile(r" \(\d{1,6}\)")
HELPERS = ("resource tracker", "forkserver")
ACTIVE = (State.CPU, State.SLEEP, State.GIL, State.CORE)
WORKING = (*ACTIVE, State.UNKNOWN)
"""What was not recorded may be work: nobody is said to have idled meanwhile."""


def threads(timeline: Timeline) -> list[Lane]:
    return [each for each in timeline.lanes if not each.task]


def tasks(timeline: Timeline) -> list[Lane]:
    return [each for each in timeline.lanes if each.task]


def actors(timeline: Timeline) -> list[Lane]:
    """Each lane that acts for itself: tasks, and threads that run none."""
    loops = {(each.process, each.thread) for each in tasks(timeline)}
    return [each for each in timeline.lanes if each.task or (each.process, each.thread) not in loops]


def by_process(lanes: Iterable[Lane]) -> list[list[Lane]]:
    groups = defaultdict(list)
    for each in lanes:
        groups[each.process].append(each)
    return list(groups.values())


def by_loop(timeline: Timeline) -> list[tuple[Lane, list[Lane]]]:
    """Each thread that runs an event loop, with its tasks."""
    groups = defaultdict(list)
    for each in tasks(timeline):
        groups[each.process, each.thread].append(each)
    return [
        (each, groups[each.process, each.thread]) for each in threads(timeline) if (each.process, each.thread) in groups
    ]


def first_process(timeline: Timeline) -> int:
    """The number of the program's own process: none of the others is its parent, and it was the first."""
    numbers = {each.number for each in timeline.processes}
    roots = (each for each in timeline.processes if each.parent not in numbers)
    return min(roots, key=lambda each: each.start).number if numbers else 0


def is_programs_main(lane: Lane, timeline: Timeline) -> bool:
    return lane.is_main and not lane.task and lane.process == first_process(timeline)


def name_of(lane: Lane, timeline: Timeline) -> str:
    """As the page calls its lane; the main thread of a process that the program made is called as the process is."""
    if lane.task or not lane.is_main or lane.process == first_process(timeline):
        return shown_name(lane.name)
    own = (each.name for each in timeline.processes if each.number == lane.process and each.name)
    return shown_name(next(own, lane.name))


def has_name(lane: Lane, name: str) -> bool:
    """Whether the program calls it so; where several have a name, their lanes are numbered: “worker (1)”."""
    return lane.name == name or bool(NUMBER.fullmatch(lane.name.removeprefix(name)) and lane.name.startswith(name))


def children(timeline: Timeline) -> list[Process]:
    """The processes that the program made for its work; multiprocessing's own helpers are none."""
    first = first_process(timeline)
    return [each for each in timeline.processes if each.number != first and each.name not in HELPERS]


def worked_seconds(process: Process, timeline: Timeline) -> float:
    """What a process did by itself once it had begun: computing, sleeping, waits of main.py; not those for orders.

    By the clock, as the time to start is: what the host had others do is in both.
    """
    lanes = (each for each in threads(timeline) if each.process == process.number)
    return sum(_worked(each, since=process.began) for each in lanes)


def _worked(lane: Lane, *, since: float) -> float:
    slices = (each for each in lane.slices if each.end > since and _is_work(each, lane))
    sliced = sum(each.end - max(each.start, since) for each in slices)
    return sliced + sum(bucket.seconds.get(state, 0.0) for bucket in lane.buckets for state in WORKING)


def _is_work(each: Slice, lane: Lane) -> bool:
    """A process that was forked idles in the line that started it, since its calls go on from there."""
    is_own = bool(each.line) and each.line != lane.line and each.state in {State.LOCK, State.QUEUE, State.IO}
    return each.state in WORKING or each.what in NAMED_IO or each.what == CHILD or is_own


def seconds_in(lane: Lane, *states: State) -> float:
    """How long the lane was in these states, as far as it is told: slices and buckets, once its process had begun."""
    sliced = seconds_of(slices_in(lane, *states))
    return sliced + sum(bucket.seconds.get(state, 0.0) for bucket in lane.buckets for state in states)


def slices_in(lane: Lane, *states: State) -> Iterator[Slice]:
    """In which state a process starts is not the program's doing."""
    return (each for each in lane.slices if each.state in states and not each.is_starting)


def seconds_of(slices: Iterable[Slice]) -> float:
    return sum(each.seconds for each in slices)


def is_complete(timeline: Timeline) -> bool:
    """Whether it is told to its end, span by span: only then may be said that something never was."""
    has_all_holds = sum(len(each.holds) for each in timeline.lanes) < MOST_HOLDS
    has_all_slices = not any(each.buckets for each in timeline.lanes)
    return timeline.is_recorded and not timeline.dropped and has_all_holds and has_all_slices


def main_lines(slices: Iterable[Slice]) -> tuple[int, ...]:
    """The lines where most of these seconds were spent, in the program's order."""
    seconds: Counter[int] = Counter()
    for each in slices:
        if each.line:
            seconds[each.line] += max(1, int(each.seconds * 1_000_000))
    return tuple(sorted(line for line, _ in seconds.most_common(MOST_LINES)))


def lines_among(lines: Iterable[int]) -> tuple[int, ...]:
    """The most frequent of these lines, in the program's order; 0 is none."""
    return tuple(sorted(line for line, _ in Counter(filter(None, lines)).most_common(MOST_LINES)))


def noun_of(lanes: Sequence[Lane]) -> str:
    """What these lanes are in a sentence: tasks, threads, or processes, of which each has one of them."""
    if all(each.task for each in lanes):
        return "task"
    numbers = {each.process for each in lanes}
    return "process" if 1 < len(numbers) == len(lanes) else "thread"


def crowd(lanes: Sequence[Lane], timeline: Timeline) -> str:
    """“three tasks”, “one task and one thread”, “five threads and one process”."""
    tasks, others = [each for each in lanes if each.task], [each for each in lanes if not each.task]
    processes = others if noun_of(others) == "process" else _children_alone(others, timeline)
    threads = len(others) - len(processes)
    counts = {"task": len(tasks), "thread": threads, "process": len(processes)}
    return listed([how_many(number, noun) for noun, number in counts.items() if number])


def _children_alone(lanes: Sequence[Lane], timeline: Timeline) -> list[Lane]:
    """The main threads of child processes of which there is no other thread."""
    first, of_process = first_process(timeline), Counter(each.process for each in lanes)
    return [each for each in lanes if each.is_main and each.process != first and of_process[each.process] == 1]
