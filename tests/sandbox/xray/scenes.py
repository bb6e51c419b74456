"""Runs whose timeline is known by construction: what was heard of them (`events`), and how they were (`truth`)."""

from collections.abc import Iterable, Sequence
from random import Random

from sandbox.observations import Span, Text
from sandbox.records import About, Kind, What
from sandbox.xray.timeline import State
from tests.sandbox.xray.acts import (
    JOBS,
    Act,
    Actor,
    Grip,
    computing,
    getting,
    joining,
    kept_from_the_gil,
    locked_out,
    micros,
    reading_a_socket,
    sleeping,
    unnamed_call,
    waiting_for_a_core,
)
from tests.sandbox.xray.staging import Scene

TURN = 0.005
"""The switch interval: how long one thread keeps the GIL while others want it."""
RESULTS, LEFT, RIGHT = 1, 3, 4


def program(*actors: Actor, seconds: float, **more: object) -> Scene:
    """One process with these threads."""
    given = {"programs": {1: "main.py"}, "parents": {}, "began": {}, "objects": {}, **more}
    return Scene(seconds=seconds, actors=actors, **given)  # type: ignore[arg-type]


def four_in_turn(*, rounds: int = 50) -> Scene:
    """Four threads compute under one GIL: each is on CPU a quarter of the time."""
    workers = [
        Actor(name=f"Thread-{index + 1}", thread=index + 2, line=7, acts=_turns(index, of=4, rounds=rounds))
        for index in range(4)
    ]
    end = rounds * 4 * TURN
    main = Actor(name="MainThread", acts=[joining(end, thread=5, name="Thread-4", line=12)])
    return program(main, *workers, seconds=end)


def _turns(index: int, *, of: int, rounds: int) -> list[Act]:
    before, after = index * TURN, (of - 1 - index) * TURN
    return [
        act for _ in range(rounds) for act in (kept_from_the_gil(before), computing(TURN), kept_from_the_gil(after))
    ]


def four_without_a_gil(*, seconds: float = 1.0) -> Scene:
    """The same four on a free-threaded build with four cores: nobody waits."""
    workers = [Actor(name=f"Thread-{number - 1}", thread=number, acts=[computing(seconds)]) for number in range(2, 6)]
    main = Actor(name="MainThread", acts=[joining(seconds, thread=5, name="Thread-4", line=12)])
    return program(main, *workers, seconds=seconds, cores=4, is_free_threaded=True)


def lock_held_during_io(*, rounds: int = 20) -> Scene:
    """In every tenth of a second Ann holds `results` for 40 ms, then Bob: 80 %; both read a socket meanwhile."""
    ann, bob = [], []
    for _ in range(rounds):
        ann += [reading_a_socket(0.04, line=9), sleeping(0.06, line=14)]
        bob += [locked_out(0.04, lock=RESULTS, called="results", holder="Ann", line=8)]
        bob += [reading_a_socket(0.04, line=9), sleeping(0.02, line=14)]
    end = rounds * 0.1
    main = Actor(name="MainThread", acts=[joining(end, thread=3, name="Bob", line=20)])
    return program(
        main,
        Actor(name="Ann", thread=2, acts=ann, grips=_grips(rounds, at=0.0)),
        Actor(name="Bob", thread=3, acts=bob, grips=_grips(rounds, at=0.04)),
        seconds=end,
        objects={RESULTS: "results"},
    )


def _grips(rounds: int, *, at: float) -> list[Grip]:
    starts = [at + 0.1 * each for each in range(rounds)]
    return [Grip(start=start, end=start + 0.04, subject=RESULTS, called="results", line=8) for start in starts]


def convoy(*, threads: int = 4, rounds: int = 40) -> Scene:
    """All want one lock, which each holds for 5 ms of computing, in turn: all but one wait."""
    actors = [_in_convoy(index, of=threads, rounds=rounds) for index in range(threads)]
    end = rounds * threads * TURN
    main = Actor(name="MainThread", acts=[joining(end, thread=threads + 1, name=f"Thread-{threads}", line=16)])
    return program(main, *actors, seconds=end, objects={RESULTS: "results"})


def _in_convoy(index: int, *, of: int, rounds: int) -> Actor:
    acts: list[Act] = []
    if index:
        acts.append(locked_out(index * TURN, lock=RESULTS, called="results", holder=_in_turn(range(index)), line=8))
    others = _in_turn((index + step) % of for step in range(1, of))
    again = locked_out((of - 1) * TURN, lock=RESULTS, called="results", holder=others, line=8)
    acts += [act for _ in range(rounds - 1) for act in (computing(TURN), again)]
    acts.append(computing(TURN))
    starts = [(each * of + index) * TURN for each in range(rounds)]
    grips = [Grip(start=start, end=start + TURN, subject=RESULTS, called="results", line=8) for start in starts]
    return Actor(name=f"Thread-{index + 1}", thread=index + 2, line=12, acts=acts, grips=grips)


def _in_turn(indices: Iterable[int]) -> str:
    """Who has the lock while somebody waits for it: at most three others here."""
    first, *more = [f"Thread-{index + 1}" for index in indices]
    then = f", then {more[0]}" if more else ""
    return f"{first}{then}{' and 1 other' if len(more) > 1 else ''}"


def sleepers(*, threads: int = 8, seconds: float = 1.0) -> Scene:
    """Threads that do nothing but sleep, while the main thread waits for the last."""
    actors = [
        Actor(name=f"Thread-{index + 1}", thread=index + 2, acts=[sleeping(seconds, line=5)])
        for index in range(threads)
    ]
    last = f"Thread-{threads}"
    main = Actor(name="MainThread", acts=[joining(seconds, thread=threads + 1, name=last, line=11)])
    return program(main, *actors, seconds=seconds)


def producer_and_consumer(*, rounds: int = 20) -> Scene:
    """The producer reads for 40 ms and computes for 10; the consumer waits 45 ms of 50 for it, and computes for 5."""
    producer = [act for _ in range(rounds) for act in (reading_a_socket(0.04, line=6), computing(0.01))]
    consumer = [act for _ in range(rounds) for act in (getting(0.045, line=13), computing(0.005))]
    end = rounds * 0.05
    main = Actor(name="MainThread", acts=[joining(end, thread=3, name="consumer", line=21)])
    return program(
        main,
        Actor(name="producer", thread=2, line=18, acts=producer),
        Actor(name="consumer", thread=3, line=19, acts=consumer),
        seconds=end,
        objects={JOBS: "jobs"},
    )


def forked(*, children: int = 2, seconds: float = 1.0) -> Scene:
    """Processes that take 100 ms to start, then compute side by side; their parent waits for the last."""
    numbers = [10 + each for each in range(children)]
    called = "a process to end"
    wait = Act(state=State.IO, seconds=seconds, what=What.CHILD, other=numbers[-1], line=9, called=called)
    acts = [*_start(0.1), computing(seconds - 0.1)]
    workers = [Actor(name=f"Process-{number - 9}", process=number, thread=number, acts=acts) for number in numbers]
    return Scene(
        seconds=seconds,
        actors=[Actor(name="MainThread", acts=[wait]), *workers],
        programs={1: "main.py"} | {number: f"Process-{number - 9}" for number in numbers},
        parents=dict.fromkeys(numbers, 1),
        began=dict.fromkeys(numbers, 0.1),
        objects={},
    )


def _start(seconds: float) -> list[Act]:
    """It waits for a core, computes and reads files."""
    states = (State.CORE, 0.2), (State.CPU, 0.5), (State.IO, 0.3)
    return [Act(state=state, seconds=share * seconds, called="starting") for state, share in states]


def deadlocked(*, seconds: float = 2.0) -> Scene:
    """Ann has `left` and wants `right`, Bob the other way round, after 100 ms of sleep; nothing ever moves again."""
    rest = seconds - 0.1
    ann_waits = locked_out(rest, lock=RIGHT, called="right", holder="Bob", line=8, is_open=True)
    bob_waits = locked_out(rest, lock=LEFT, called="left", holder="Ann", line=15, is_open=True)
    ann_grip = Grip(start=0.0, end=seconds, subject=LEFT, called="left", line=6, is_open=True)
    bob_grip = Grip(start=0.0, end=seconds, subject=RIGHT, called="right", line=13, is_open=True)
    join = joining(seconds, thread=2, name="Ann", line=21, is_open=True)
    return program(
        Actor(name="MainThread", acts=[join], has_ended=False),
        Actor(name="Ann", thread=2, acts=[sleeping(0.1, line=7), ann_waits], grips=[ann_grip], has_ended=False),
        Actor(name="Bob", thread=3, acts=[sleeping(0.1, line=14), bob_waits], grips=[bob_grip], has_ended=False),
        seconds=seconds,
        objects={LEFT: "left", RIGHT: "right"},
    )


def unrecorded(*, seconds: float = 1.0) -> Scene:
    """A program seen from outside alone: half on CPU, half in calls that nobody recorded."""
    acts = [act for _ in range(10) for act in (computing(seconds / 20), unnamed_call(seconds / 20))]
    return program(Actor(name="main.py", acts=acts), seconds=seconds, is_recorded=False)


def asyncio_tasks(*, tasks: int = 3, rounds: int = 10) -> Scene:
    """Each task computes 5 ms and sleeps for the rest of 50 ms, in one loop; the loop is idle between them."""
    busy = [computing(TURN) for _ in range(tasks)]
    idle = Act(state=State.IO, seconds=0.05 - tasks * TURN, what=What.SELECT, called="event loop: nothing to do")
    main = Actor(name="MainThread", acts=[act for _ in range(rounds) for act in (*busy, idle)])
    texts = [Text(1, 1, About.TASK, f"Task-{number}", 8, number, 0) for number in range(1, tasks + 1)]
    spans = [span for number in range(1, tasks + 1) for span in _steps(number, rounds=rounds)]
    return program(main, seconds=rounds * 0.05, texts=texts, spans=spans)


def _steps(task: int, *, rounds: int) -> list[Span]:
    spans = []
    for each in range(rounds):
        start = micros(each * 0.05 + (task - 1) * TURN)
        spans.append(Span(1, 1, Kind.STEP, What.NOTHING, start, start + 5000, 0, task, 0))
        spans.append(Span(1, 1, Kind.AWAIT, What.SLEEP, start + 5000, start + 50_000, 10, task, 0))
    return spans


def busy_minute(*, lanes: int = 16, seconds: float = 60.0) -> Scene:
    """The largest run: about 50,000 spans in a minute, no two alike.

    Its threads know nothing of each other: while they wait for the GIL often nobody has it.
    """
    actors = [_busy(index, seconds=seconds) for index in range(lanes - 1)]
    main = Actor(name="MainThread", acts=[joining(seconds, thread=lanes, name=f"Thread-{lanes - 1}", line=30)])
    return program(main, *actors, seconds=seconds, objects={RESULTS: "results"})


def _busy(index: int, *, seconds: float) -> Actor:
    chance, acts, at = Random(index), list[Act](), 0.0
    while at < seconds - 0.1:
        cycle = _busy_cycle(chance)
        acts += cycle
        at += sum(act.seconds for act in cycle)
    return Actor(name=f"Thread-{index + 1}", thread=index + 2, line=25, acts=[*acts, computing(seconds - at)])


def _busy_cycle(chance: Random) -> Sequence[Act]:
    def about(seconds: float) -> float:
        return round(seconds * chance.uniform(0.5, 1.5), 6)

    return (
        kept_from_the_gil(about(0.004)),
        computing(about(0.005)),
        locked_out(about(0.009), lock=RESULTS, called="results", holder="", line=8),
        waiting_for_a_core(about(0.002)),
        sleeping(about(0.0145), line=12),
    )


ALL = (
    four_in_turn,
    four_without_a_gil,
    lock_held_during_io,
    convoy,
    sleepers,
    producer_and_consumer,
    forked,
    deadlocked,
    unrecorded,
    asyncio_tasks,
)
