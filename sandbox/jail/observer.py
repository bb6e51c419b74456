"""Sees from outside when every thread of a run is on a core, and when it waits for one: the kernel's own account.

`/proc/PID/task/TID/schedstat` has both in nanoseconds. Reading it costs the run nothing, and this process a few
microseconds for each thread. What a thread does besides, only the recorder inside can tell.
"""

import os
import select
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from sandbox.jail.family import family
from sandbox.jail.jails import Jail
from sandbox.observations import TEXT_CHARACTERS, Gone, Sample, Sight

TICKS = ((10.0, 0.0025), (60.0, 0.005), (float("inf"), 0.02))
"""Until when (seconds of the run) it looks how often (seconds): a thread gives up the GIL every 5 ms, and a long run
is drawn in shares."""
LOOKS_SHARE = 0.03
"""Of one core at most: where there are many threads it looks less often."""
FAMILY_SECONDS = 0.01
"""How often it looks for new processes; new threads of known ones are noticed at every tick."""
MOST_THREADS = 256
"""Watched at once; each is an open file of the runner's."""
SCHEDSTAT_BYTES = 64
NANOSECONDS_A_MICROSECOND = 1000


@dataclass(slots=True)
class Thread:
    """A thread under watch: its inner numbers, its open account, and what that said last."""

    process: int
    number: int
    account: int
    said: bytes = b""
    same_at: int = -1


@dataclass(slots=True)
class Family:
    """A process under watch. `links` of its folder of tasks change when a thread comes or goes.

    `pidfd` can be read once all its threads have ended, whether or not its parent has waited for it.
    """

    number: int
    pidfd: int
    links: int
    threads: dict[int, Thread]


class Observer:
    """Watches one jail. `look` when it is due; `samples`, `sights` and `gone`: what was seen since these were taken.

    `started`: CLOCK_MONOTONIC in nanoseconds.
    """

    def __init__(self, jail: Jail, *, started: int) -> None:
        self._jail = jail
        self._started = started
        self._processes: dict[int, Family] = {}
        self._program = 0
        """The program's own process, which is met first: at its end the run ends whoever is left."""
        self._ended: set[int] = set()
        """Of these that are in the list of processes nevertheless: nobody has waited for them."""
        self._ends = select.poll()
        self._met: set[int] = set()
        self._expected: set[int] = set()
        """By their inner numbers: those that were there, and those that have to be."""
        self._family_at = 0.0
        self.due_at = 0.0
        self.samples: list[Sample] = []
        self.sights: list[Sight] = []
        self.gone: list[Gone] = []

    def look(self, now: float, *, cost_seconds: float = 0.0) -> None:
        """`now`: seconds since the start of the run · `cost_seconds`: what the look before took."""
        self._notice_ends()
        if now >= self._family_at:
            self._family_at = now + FAMILY_SECONDS
            self._find_processes(now)
        for pid in list(self._processes):
            self._find_threads(pid)
        for each in self._processes.values():
            self._read_accounts(each)
        self.due_at = now + max(tick_seconds(now), cost_seconds / LOOKS_SHARE)

    def expect(self, processes: Collection[int]) -> None:
        """These have spoken: of whom is not there when it looks next, it has missed the life, and tells the end."""
        self._expected = set(processes) - self._met

    def busy(self) -> dict[int, tuple[int, int]]:
        """Of each process by its number here: its inner number, and the microseconds its threads were on a core."""
        return {
            pid: (each.number, sum(on_core(thread.said) for thread in each.threads.values() if thread.said))
            for pid, each in self._processes.items()
        }

    def close(self) -> None:
        for pid in list(self._processes):
            self._forget(pid)

    def _notice_ends(self) -> None:
        ended = {descriptor for descriptor, _ in self._ends.poll(0)}
        for pid in [pid for pid, each in self._processes.items() if each.pidfd in ended]:
            self._end(pid)

    def _find_processes(self, now: float) -> None:
        listed = set(family(self._jail))
        for pid in self._processes.keys() - listed:
            self._end(pid)
        self._ended &= listed
        for pid in sorted(listed - self._processes.keys() - self._ended):  # parents before their children
            with suppress(OSError, ValueError, IndexError):  # it may have ended meanwhile
                self._meet(pid, int(now * 1_000_000))
        self.gone += [Gone(number, number, self._now()) for number in self._expected - self._met]
        self._met |= self._expected
        self._expected.clear()

    def _meet(self, pid: int, at: int) -> None:
        parent, program = parent_and_program(pid)
        number = inner_number(f"/proc/{pid}/status")
        known = self._processes.get(parent)
        pidfd = os.pidfd_open(pid)
        self._ends.register(pidfd, select.POLLIN)
        self._processes[pid] = Family(number, pidfd, 0, {})
        self._program = self._program or pid
        self._met.add(number)
        self.sights.append(Sight(process=number, parent=known.number if known else 0, at=at, program=program))

    def _find_threads(self, pid: int) -> None:
        known = self._processes[pid]
        try:
            links = os.stat(f"/proc/{pid}/task").st_nlink  # noqa: PTH116 - at every tick
            if links != known.links:
                known.links = links
                self._meet_threads(pid, known)
        except OSError:
            self._end(pid)

    def _meet_threads(self, pid: int, known: Family) -> None:
        living = set(map(int, os.listdir(f"/proc/{pid}/task")))  # noqa: PTH208
        for thread in known.threads.keys() - living:
            self._end_thread(known.threads.pop(thread))
        for thread in living - known.threads.keys():
            if sum(len(each.threads) for each in self._processes.values()) < MOST_THREADS:
                with suppress(OSError, ValueError, IndexError):
                    known.threads[thread] = opened(f"/proc/{pid}/task/{thread}", known.number)

    def _read_accounts(self, process: Family) -> None:
        """Each with its own time: this process may have to wait for a core between any two."""
        for number, thread in list(process.threads.items()):
            at = self._now()
            try:
                said = os.pread(thread.account, SCHEDSTAT_BYTES, 0)
            except OSError:
                self._end_thread(process.threads.pop(number))
                continue
            if said == thread.said:
                thread.same_at = at
                continue
            if thread.same_at >= 0:
                self.samples.append(sample(thread, thread.said, thread.same_at))
            self.samples.append(sample(thread, said, at))
            thread.said, thread.same_at = said, -1

    def _now(self) -> int:
        return (time.monotonic_ns() - self._started) // NANOSECONDS_A_MICROSECOND

    def _end(self, pid: int) -> None:
        """Of a process whose last word is its killer's: from then on it waits for nothing and holds nothing."""
        number, is_told = self._processes[pid].number, pid == self._program or not self._is_over()
        self._forget(pid)
        self._ended.add(pid)
        if is_told:
            self.gone.append(Gone(number, number, self._now()))

    def _is_over(self) -> bool:
        program = self._processes.get(self._program)
        return program is None or program.pidfd in {descriptor for descriptor, _ in self._ends.poll(0)}

    def _end_thread(self, thread: Thread) -> None:
        """A main thread that has ended, or become another by exec, says nothing of its process."""
        self._leave(thread)
        if thread.number != thread.process and not self._is_over():
            self.gone.append(Gone(thread.process, thread.number, self._now()))

    def _forget(self, pid: int) -> None:
        process = self._processes.pop(pid)
        self._ends.unregister(process.pidfd)
        os.close(process.pidfd)
        for thread in process.threads.values():
            self._leave(thread)

    def _leave(self, thread: Thread) -> None:
        """Says when it was seen last: of a thread that ends without a word nobody else knows it."""
        os.close(thread.account)
        if thread.same_at >= 0:
            self.samples.append(sample(thread, thread.said, thread.same_at))


def tick_seconds(now: float) -> float:
    return next(seconds for until, seconds in TICKS if now < until)


def opened(folder: str, process: int) -> Thread:
    number = inner_number(f"{folder}/status")
    return Thread(process=process, number=number, account=os.open(f"{folder}/schedstat", os.O_RDONLY | os.O_CLOEXEC))


def sample(thread: Thread, said: bytes, at: int) -> Sample:
    on_core, queued = said.split(maxsplit=2)[:2]
    cpu_microseconds = int(on_core) // NANOSECONDS_A_MICROSECOND
    return Sample(thread.process, thread.number, at, cpu_microseconds, int(queued) // NANOSECONDS_A_MICROSECOND)


def on_core(said: bytes) -> int:
    return int(said.split(maxsplit=1)[0]) // NANOSECONDS_A_MICROSECOND


def inner_number(status: str) -> int:
    """The number of a process or thread in its own jail, of the innermost namespace."""
    with open(status) as file:  # noqa: PTH123
        return int(file.read().partition("NSpid:")[2].split("\n", 1)[0].split()[-1])


def parent_and_program(pid: int) -> tuple[int, str]:
    """The name is the program's to choose, brackets and all: fields count from the last."""
    with open(f"/proc/{pid}/stat", errors="replace") as file:  # noqa: PTH123
        head, _, rest = file.read().rpartition(")")
    name = "".join(each for each in head.partition("(")[2] if each.isprintable())
    return int(rest.split()[1]), name[:TEXT_CHARACTERS]
