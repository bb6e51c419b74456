"""Measures and bounds a run by cgroups of its own, version 1 or 2, where this process may make them."""

import itertools
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sandbox.jail.limits import MEBIBYTE
from sandbox.jail.measuring import Reading
from sandbox.jobs import Limits

PREFIX = "interleave-"
FILE_BYTES = 8192
"""More than any file that we read has."""
PID_ONE = 1
"""Counts as a process of the cgroup, not of the program."""
numbers = itertools.count(1)


def pid_namespace() -> int:
    """The number of the pid namespace in which our pid is ours: another's runners may see the same cgroups."""
    return os.stat("/proc/self/ns/pid").st_ino  # noqa: PTH116 - a name that is no path


@dataclass(frozen=True, kw_only=True)
class Files:
    """How one version of cgroups names what we read and write; CPU time is in `cpu_unit` parts of a second."""

    memory_limit: str
    swap_limit: str
    swap_value: int | None
    memory: str
    peak: str
    memory_events: str
    cpu: str
    cpu_key: str
    cpu_unit: float


VERSIONS = {
    1: Files(
        memory_limit="memory.limit_in_bytes",
        swap_limit="memory.memsw.limit_in_bytes",
        swap_value=None,
        memory="memory.usage_in_bytes",
        peak="memory.max_usage_in_bytes",
        memory_events="memory.oom_control",
        cpu="cpuacct.usage",
        cpu_key="",
        cpu_unit=1e-9,
    ),
    2: Files(
        memory_limit="memory.max",
        swap_limit="memory.swap.max",
        swap_value=0,
        memory="memory.current",
        peak="memory.peak",
        memory_events="memory.events",
        cpu="cpu.stat",
        cpu_key="usage_usec",
        cpu_unit=1e-6,
    ),
}


@dataclass(frozen=True)
class Home:
    """Where this process may make cgroups: the version, and the folder of its own cgroup by controller."""

    version: int
    folders: Mapping[str, Path]


class CgroupMeter:
    """Cgroups of one jail, made before it is born. They are its own and are not used again: no figure is a leftover."""

    def __init__(self, home: Home) -> None:
        """Raises OSError where they cannot be made after all."""
        self.version = home.version
        self._files = VERSIONS[home.version]
        name = f"{PREFIX}{os.getpid()}-{pid_namespace()}-{next(numbers)}"
        self._folders = {controller: f"{folder}/{name}" for controller, folder in home.folders.items()}
        self._memory = self._folders["memory"]
        self._peak = 0
        self._cpu_seconds_before = 0.0
        for folder in set(self._folders.values()):
            os.mkdir(folder)  # noqa: PTH102 - some ten files are written and read for each run: pathlib would cost more

    def add(self, pid: int) -> None:
        """Puts pid 1 of the jail into them: whatever it forks is there as well."""
        for controller in self._folders:
            self._write(controller, "cgroup.procs", pid)

    def hold(self, limits: Limits) -> None:
        """Sets the limits of a run, and counts its CPU time from here; its program is about to begin."""
        memory = limits.memory_mebibytes * MEBIBYTE
        self._write("memory", self._files.memory_limit, memory)
        self._write("pids", "pids.max", limits.processes + PID_ONE)
        self._forbid_swap(memory)
        self._cpu_seconds_before = self._cpu_seconds()

    def read(self) -> Reading:
        memory = self._number("memory", self._files.memory)
        self._peak = max(self._peak, memory)
        return Reading(
            cpu_seconds=self._cpu_seconds() - self._cpu_seconds_before,
            memory_bytes=memory,
            peak_memory_bytes=max(self._peak, self._recorded_peak()),
            processes=max(0, self._number("pids", "pids.current") - PID_ONE),
            was_refused_memory=self._number("memory", self._files.memory_events, "oom_kill") > 0,
            was_refused_processes=self._number("pids", "pids.events", "max") > 0,
        )

    def pids(self) -> list[int]:
        """Who lives in them, pid 1 included, as this process numbers them; 0 for one that it has no number for."""
        with open(f"{self._memory}/cgroup.procs") as file:  # noqa: PTH123
            return [int(line) for line in file]

    def close(self) -> None:
        for folder in set(self._folders.values()):
            remove(Path(folder))

    def _forbid_swap(self, memory: int) -> None:
        value = memory if self._files.swap_value is None else self._files.swap_value
        try:
            self._write("memory", self._files.swap_limit, value)
        except OSError:
            return  # a kernel that does not count swap

    def _cpu_seconds(self) -> float:
        return self._number("cpuacct", self._files.cpu, self._files.cpu_key) * self._files.cpu_unit

    def _recorded_peak(self) -> int:
        """The kernel's own record, which misses nothing between two readings; version 2 has it since Linux 5.19."""
        try:
            return self._number("memory", self._files.peak)
        except OSError:
            return 0

    def _write(self, controller: str, name: str, value: int) -> None:
        descriptor = os.open(f"{self._folders[controller]}/{name}", os.O_WRONLY)
        try:
            os.write(descriptor, b"%d" % value)
        finally:
            os.close(descriptor)

    def _number(self, controller: str, name: str, key: str = "") -> int:
        """The number of a file that holds one, or of the line that `key` starts; 0 where there is no such line."""
        descriptor = os.open(f"{self._folders.get(controller, self._memory)}/{name}", os.O_RDONLY)
        try:
            data = os.read(descriptor, FILE_BYTES)
        finally:
            os.close(descriptor)
        if not key:
            return int(data)
        lines = dict(line.split(None, 1) for line in data.decode().splitlines())
        return int(lines.get(key, 0))


def remove(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return  # a process that is still being torn down holds it; the next runner removes it
