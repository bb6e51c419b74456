"""Measures a run by looking at its processes, where no cgroup is to be had: CPU, threads, memory, of the whole tree."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sandbox.jail.measuring import Reading

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
LARGE_BYTES = 1024**3
"""Of address space: below, the kernel's tables of its pages are two megabytes at most, and are not asked for."""
CLOSE_LOOK_FROM = 0.5
"""Above this share of the limit the cheap upper bound no longer does, and shared pages are told from private ones."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One process at one look; CPU in ticks: its own, and that of its children that ended and were waited for."""

    pid: int
    parent: int
    threads: int
    own_ticks: int
    children_ticks: int
    virtual_bytes: int
    resident_bytes: int


class ProcessMeter:
    """Reads a /proc: the jail's own by its descriptor, else the host's, of which only pid 1's descendants count.

    What it cannot see, it counts too low rather than twice: memory shared by mappings alone and files that nobody has
    mapped, both large at once, count as the larger. And between two looks it sees nothing at all.
    """

    def __init__(self, *, proc: int, pid_one: int, is_own_proc: bool, tmp: int, shm: int, memory_limit: int) -> None:
        """`proc`, `tmp`, `shm`: descriptors of folders; `pid_one`: its number in that /proc."""
        self._proc, self._pid_one, self._is_own_proc = proc, pid_one, is_own_proc
        self._file_systems = (tmp, shm)
        self._memory_limit = memory_limit
        self._peak = 0
        self._ticks_of_each: dict[int, int] = {}
        self._ticks_before = self._ticks(self._processes())

    def read(self) -> Reading:
        seen = self._processes()
        memory = self._memory(seen)
        self._peak = max(self._peak, memory)
        return Reading(
            cpu_seconds=(self._ticks(seen) - self._ticks_before) / TICKS_A_SECOND,
            memory_bytes=memory,
            peak_memory_bytes=self._peak,
            processes=sum(each.threads for each in seen if each.pid != self._pid_one),
        )

    def close(self) -> None:
        """It holds nothing of its own."""

    def _processes(self) -> list[Seen]:
        """Pid 1 and all that descend from it: whatever loses its parent in a pid namespace becomes pid 1's child."""
        everybody = {each.pid: each for each in self._everybody()}
        if self._is_own_proc:
            return list(everybody.values())
        family = {self._pid_one}
        while True:
            grown = family | {each.pid for each in everybody.values() if each.parent in family}
            if grown == family:
                return [everybody[pid] for pid in family if pid in everybody]
            family = grown

    def _everybody(self) -> Iterator[Seen]:
        for name in os.listdir(self._proc):  # noqa: PTH208 - a descriptor, no path
            if name.isdigit() and (stat := self._text(f"{name}/stat")):
                yield parse(int(name), stat)

    def _ticks(self, seen: list[Seen]) -> int:
        """The larger of two sums, as each misses what the other sees: children nobody waited for, and short lives."""
        self._ticks_of_each.update({each.pid: each.own_ticks for each in seen})
        return max(sum(self._ticks_of_each.values()), sum(each.own_ticks + each.children_ticks for each in seen))

    def _memory(self, seen: list[Seen]) -> int:
        """Resident pages with those shared counted for each sharer, as long as even that is well within the limit."""
        program = [each for each in seen if each.pid != self._pid_one]
        files = self._bytes_of_files() + self._bytes_of_memory_files(program)
        tables = sum(self._bytes_of_tables(each) for each in program if each.virtual_bytes > LARGE_BYTES)
        rough = sum(each.resident_bytes for each in program) + files + tables
        if rough < self._memory_limit * CLOSE_LOOK_FROM:
            return rough
        private, shared = self._proportional(program)
        return private + max(shared, files) + tables

    def _proportional(self, seen: list[Seen]) -> tuple[int, int]:
        """Bytes of the tree where each page is divided among its sharers: of its own, and of shared memory."""
        total = shared = 0
        for each in seen:
            sizes = dict(line.split(":") for line in self._text(f"{each.pid}/smaps_rollup").splitlines()[1:])
            shmem = _kibibytes(sizes.get("Pss_Shmem"))
            shared += shmem
            total += (_kibibytes(sizes.get("Pss")) or each.resident_bytes) - shmem
        return total, shared

    def _bytes_of_tables(self, process: Seen) -> int:
        """What the kernel needs to find the pages of a process, though they hold nothing."""
        lines = self._text(f"{process.pid}/status").splitlines()
        return sum(_kibibytes(line.partition(":")[2]) for line in lines if line.startswith("VmPTE:"))

    def _bytes_of_files(self) -> int:
        """What /tmp and /dev/shm hold, deleted files that are still open included."""
        return sum((fs.f_blocks - fs.f_bfree) * fs.f_frsize for fs in map(os.fstatvfs, self._file_systems))

    def _bytes_of_memory_files(self, seen: list[Seen]) -> int:
        """What memfd_create made: it is in no file system that we could ask, mapped or not."""
        sizes: dict[tuple[int, int], int] = {}
        for each in seen:
            for name in self._names(f"{each.pid}/fd"):
                path = f"{each.pid}/fd/{name}"
                if self._link(path).startswith("/memfd:"):
                    self._note_size(path, sizes)
        return sum(sizes.values())

    def _note_size(self, path: str, sizes: dict[tuple[int, int], int]) -> None:
        try:
            found = os.stat(path, dir_fd=self._proc)
        except OSError:
            return
        sizes[found.st_dev, found.st_ino] = found.st_blocks * 512

    def _names(self, path: str) -> list[str]:
        return _or_nothing(lambda: _listed(path, self._proc), [])

    def _link(self, path: str) -> str:
        return _or_nothing(lambda: os.readlink(path, dir_fd=self._proc), "")

    def _text(self, path: str) -> str:
        return _or_nothing(lambda: _read(path, self._proc), "")


def parse(pid: int, stat: str) -> Seen:
    """One /proc/PID/stat. The name in it is the program's to choose, brackets and all: fields count from the last."""
    fields = stat.rpartition(")")[2].split()
    return Seen(
        pid=pid,
        parent=int(fields[1]),
        threads=int(fields[17]),
        own_ticks=int(fields[11]) + int(fields[12]),
        children_ticks=int(fields[13]) + int(fields[14]),
        virtual_bytes=int(fields[20]),
        resident_bytes=int(fields[21]) * PAGE_BYTES,
    )


def _kibibytes(text: str | None) -> int:
    return int(text.split()[0]) * 1024 if text else 0


def _or_nothing[T](ask: Callable[[], T], nothing: T) -> T:
    """A process may end at any moment while we look at it."""
    try:
        return ask()
    except OSError:
        return nothing


def _read(path: str, folder: int) -> str:
    descriptor = os.open(path, os.O_RDONLY, dir_fd=folder)
    try:
        return os.read(descriptor, 65_536).decode(errors="replace")
    finally:
        os.close(descriptor)


def _listed(path: str, folder: int) -> list[str]:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY, dir_fd=folder)
    try:
        return os.listdir(descriptor)  # noqa: PTH208 - a descriptor, no path
    finally:
        os.close(descriptor)
