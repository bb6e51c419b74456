"""The timeline of one run: a lane for every thread, process and task, with what it did and when; plain facts.

Every time is in seconds since the program began.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """What a lane does at one moment, in the order in which legends and tables have them."""

    CPU = "cpu"
    GIL = "gil"
    """Could run, but another thread has the interpreter's lock. Never measured: what is left, so it is estimated."""
    LOCK = "lock"
    """Blocked by another thread or task: a lock, a condition, a join, a result; `purposes` tells them apart."""
    QUEUE = "queue"
    IO = "io"
    """In a system call: network, disk, a pipe, a subprocess."""
    SLEEP = "sleep"
    CORE = "core"
    """Could run, but the kernel has given the core to somebody else."""
    UNKNOWN = "unknown"
    """Nobody knows: what its thread recorded no longer fitted, or it ended long after it was looked at last."""


STARTING: Final = "starting"
"""In place of what a slice waits for: the own code of its process had not begun. Sums by state leave it out."""


def is_start(state: State, what: str) -> bool:
    """A lock is called by its name alone, which may be this one."""
    return what == STARTING and state is not State.LOCK


class Purpose(StrEnum):
    """What a slice is for, where its state does not say it: see purposes."""

    BEGIN = "begin"
    """The first step of a thread that it has started."""
    FINISH = "finish"
    """The end of a thread, a process, a task or all workers, or the result of one."""
    TURN = "turn"
    """A task that could go on, while its event loop runs another."""
    STARTING = "starting"
    """A process whose own code has not begun, whatever it does meanwhile."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One state, without a break. `what`: "lock", "join of Thread-1", "" where nothing has a name.

    `line`: of main.py, 0 where it is not known · `holder`: the name of the lane that had the lock meanwhile, of
    several like “T1, then T2 and 3 others”, "" where nobody is known · `object`: the lock, as `Hold.object`, or
    whatever else it waited for.
    """

    start: float
    end: float
    state: State
    what: str = ""
    line: int = 0
    holder: str = ""
    object: int = 0

    @property
    def seconds(self) -> float:
        return self.end - self.start

    @property
    def is_starting(self) -> bool:
        return is_start(self.state, self.what)

    @property
    def awaited(self) -> int | str:
        """What it waited for; by its name where no number is known."""
        return self.object or self.what


@dataclass(frozen=True, slots=True)
class Hold:
    """A lock in the hands of a lane. `is_open`: it was never released.

    `object`: the number of the lock, unique in its timeline; a lock that processes share has one in all of them. 0
    where it is not known.
    """

    start: float
    end: float
    lock: str
    line: int = 0
    is_open: bool = False
    object: int = 0

    @property
    def held(self) -> int | str:
        """Which lock it is; by its name where no number is known."""
        return self.object or self.lock


@dataclass(frozen=True, slots=True)
class Bucket:
    """A stretch of a lane that is told in shares alone: seconds by state.

    `apart`: of these, those that have a purpose; and beside them, as they are in no sum, those of starting.
    """

    start: float
    end: float
    seconds: Mapping[State, float]
    apart: Mapping[tuple[State, Purpose], float] = field(default_factory=dict)

    @property
    def starting(self) -> float:
        return sum(seconds for (_, purpose), seconds in self.apart.items() if purpose is Purpose.STARTING)


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One thread; with `task` (from 1 on) one asyncio task in it. `process` and `thread`: numbers inside the jail.

    `slices` do not overlap and are in order; they reach to `visible_until`, and `buckets` go on from there.
    `line`: where it was started. `is_daemon`: its process did not wait for it.
    """

    process: int
    thread: int
    task: int = 0
    name: str
    start: float
    end: float
    slices: Sequence[Slice] = ()
    holds: Sequence[Hold] = ()
    buckets: Sequence[Bucket] = ()
    line: int = 0
    is_main: bool = False
    is_daemon: bool = False
    has_ended: bool = True

    @property
    def seconds(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, kw_only=True)
class Process:
    """`began`: when its own code began; until then it started. `parent`: 0 for the program itself."""

    number: int
    name: str
    parent: int
    start: float
    began: float
    end: float


@dataclass(frozen=True, kw_only=True)
class Pool:
    """An executor or a pool that the program made: of "threads" or "processes", of how many workers at most."""

    kind: str
    workers: int
    line: int
    at: float


@dataclass(frozen=True, kw_only=True)
class Poll:
    """How often a lane asked for something that was not ready instead of waiting for it."""

    lane: str
    what: str
    times: int
    line: int


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the recorder noted besides: see findings.

    `daemons_cut`: names of daemon threads that still worked when their process ended · `pickled_bytes`,
    `pickled_messages`, `pickling_seconds`: over all processes.
    """

    daemons_cut: Sequence[str] = ()
    pools: Sequence[Pool] = ()
    polls: Sequence[Poll] = ()
    pickled_bytes: int = 0
    pickled_messages: int = 0
    pickling_seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """`seconds`: of the whole run · `cores`: those it had · `lanes`: by process, then start; tasks after their thread.

    `is_recorded`: whether the recorder spoke at all; without it only CPU and core are known. `spans`: how many it
    wrote, `dropped`: how many no longer fitted, `damaged`: in how many places something else stood.
    `recorder_seconds`: about what they cost the program, all lanes together · `short_lived`: threads that lived too
    briefly for samples · `left_out`: lanes beyond the most that are kept, the shortest · `visible_until`: single slices
    are kept up to here.
    """

    seconds: float
    python: str
    cores: int
    is_free_threaded: bool = False
    switch_interval_seconds: float = 0.005
    is_recorded: bool = True
    processes: Sequence[Process] = ()
    lanes: Sequence[Lane] = ()
    facts: Facts = field(default_factory=Facts)
    spans: int = 0
    dropped: int = 0
    damaged: int = 0
    recorder_seconds: float = 0.0
    short_lived: int = 0
    left_out: int = 0
    visible_until: float = 0.0
