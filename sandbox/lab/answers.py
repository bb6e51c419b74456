"""What the explorer answered, as facts: the steps of an order, where everybody stands, how it ends, all orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WAKING = frozenset(("resume", "wake"))
"""The steps of a task of asyncio."""
Move = tuple[int, str, int]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thread did one thing. `number`: of the thread, by which orders name it; `line` is 0 outside the program.

    `value`: what was read or written · `after`: what the container looked like then whose method it was.
    """

    thread: str
    number: int
    line: int
    kind: str
    label: str
    value: str | None
    holds: Sequence[str]
    after: str | None = None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a thread stands between two steps: what it does `next`, None when it is finished; for what it waits."""

    thread: str
    number: int
    next: str | None
    line: int
    holds: Sequence[str]
    blocked_by: str | None
    is_finished: bool


@dataclass(frozen=True, kw_only=True)
class Failure:
    kind: str
    message: str
    thread: str
    line: int
    cycle: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Order:
    """`threads`: who moved, by number, at the steps that differ. `count`: how many end so."""

    threads: Sequence[int]
    outcome: str
    breaks: bool
    schedule: Sequence[Move]
    count: int = 1


@dataclass(frozen=True, kw_only=True)
class Orders:
    """All orders: how many, how many break; `told`: each of them, or, where they are too many, one for each outcome."""

    count: int
    breaking: int
    is_complete: bool
    is_grouped: bool
    told: Sequence[Order]


@dataclass(frozen=True, kw_only=True)
class Unsynchronised:
    label: str
    lines: Sequence[int]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`states`: where every thread stood before each step, and after the last; none for the tasks of asyncio.

    `left_out`: how many steps came before those that are told · `refused_at`: the line for which it was refused, or 0.
    """

    verdict: str
    explored: int
    reached: str
    failure: Failure | None
    places: Sequence[int]
    steps: Sequence[Step]
    states: Sequence[Sequence[Standing]]
    orders: Orders | None
    unsynchronised: Sequence[Unsynchronised]
    output: str
    left_out: int = 0
    refused_at: int = 0
    able: Sequence[tuple[int, str]] = ()
    """Who may be chosen to move next, where somebody chooses: number and name."""

    @property
    def line(self) -> int:
        """That at which it breaks, or for which it was refused; 0 where there is none."""
        return self.failure.line if self.failure is not None else self.refused_at

    @property
    def is_of_tasks(self) -> bool:
        """Of asyncio: of a task is known when it goes on, and where."""
        return are_of_tasks(self.steps)

    @property
    def threads_by_number(self) -> Mapping[int, str]:
        """Of everybody who is told of."""
        told: Sequence[Standing | Step] = [*self.last_state, *self.steps]
        return {each.number: each.thread for each in told}

    @property
    def last_state(self) -> Sequence[Standing]:
        return self.states[-1] if self.states else ()


def are_of_tasks(steps: Sequence[Step]) -> bool:
    return bool(steps) and all(each.kind in WAKING for each in steps)
