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
PID_ONE = 1
"""Counts as a process of the cgroup, not of the program."""
numbers = itertools.count(1)


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
CONTROLLERS = {1: ("memory", "cpuacct", "pids"), 2: ("memory", "pids")}


@dataclass(frozen=True)
class Home:
    """Where this process may make cgroups: the version, and the folder of its own cgroup by controller."""

    version: int
    folders: Mapping[str, Path]


class CgroupMeter:
    """Cgroups of one run, made with its limits; put pid 1 of the jail into them before its program starts."""

    def __init__(self, home: Home, limits: Limits) -> None:
        """Raises OSError where they cannot be made after all."""
        self._files = VERSIONS[home.version]
        name = f"{PREFIX}{os.getpid()}-{next(numbers)}"
        self._folders = {controller: folder / name for controller, folder in home.folders.items()}
        self._peak = 0
        for folder in set(self._folders.values()):
            folder.mkdir()
        memory = limits.memory_mebibytes * MEBIBYTE
        self._write("memory", self._files.memory_limit, memory)
        self._write("pids", "pids.max", limits.processes + PID_ONE)
        self._forbid_swap(memory)

    def add(self, pid: int) -> None:
        for controller in self._folders:
            self._write(controller, "cgroup.procs", pid)

    def read(self) -> Reading:
        memory = self._number("memory", self._files.memory)
        self._peak = max(self._peak, memory)
        return Reading(
            cpu_seconds=self._number("cpuacct", self._files.cpu, self._files.cpu_key) * self._files.cpu_unit,
            memory_bytes=memory,
            peak_memory_bytes=max(self._peak, self._recorded_peak()),
            processes=max(0, self._number("pids", "pids.current") - PID_ONE),
            was_refused_memory=self._number("memory", self._files.memory_events, "oom_kill") > 0,
            was_refused_processes=self._number("pids", "pids.events", "max") > 0,
        )

    def close(self) -> None:
        for folder in set(self._folders.values()):
            remove(folder)

    def _forbid_swap(self, memory: int) -> None:
        value = memory if self._files.swap_value is None else self._files.swap_value
        try:
            self._write("memory", self._files.swap_limit, value)
        except OSError:
            return  # a kernel that does not count swap

    def _recorded_peak(self) -> int:
        """The kernel's own record, which misses nothing between two readings; version 2 has it since Linux 5.19."""
        try:
            return self._number("memory", self._files.peak)
        except OSError:
            return 0

    def _write(self, controller: str, name: str, value: int) -> None:
        (self._folders[controller] / name).write_text(str(value))

    def _number(self, controller: str, name: str, key: str = "") -> int:
        """The number of a file that holds one, or of the line that `key` starts; 0 where there is no such line."""
        folder = self._folders.get(controller) or self._folders["memory"]
        text = (folder / name).read_text()
        if not key:
            return int(text)
        lines = dict(line.split(None, 1) for line in text.splitlines())
        return int(lines.get(key, 0))


def find_home() -> Home | None:
    """Where a run can be given cgroups with every controller we need; None where it cannot.

    What killed runners have left there is removed on the way.
    """
    home = _find_home()
    if home is not None:
        remove_abandoned(home)
    return home


def _find_home() -> Home | None:
    for version, controllers in CONTROLLERS.items():
        folders = own_folders(version)
        if not all(controller in folders for controller in controllers):
            continue
        home = Home(version, {controller: folders[controller] for controller in controllers})
        if is_usable(home):
            return home
    return None


def make_room_for_runs() -> None:
    """Version 2 gives controllers to the children of none but a cgroup without processes: so this one moves one down.

    Only where it is alone in its cgroup, as a service or a container with a tree of its own is; elsewhere nothing is
    moved, and runs are measured by looking at their processes.
    """
    for root, mount_point, kind, _ in cgroup_mounts():
        if kind == "cgroup2":
            move_down(below(mount_point, root, own_cgroups().get("", "/")), os.getpid())


def move_down(own: Path, pid: int) -> None:
    wanted = CONTROLLERS[2]
    if not set(wanted) <= set(_words(own / "cgroup.controllers")) or _words(own / "cgroup.procs") != [str(pid)]:
        return
    room = own / f"{PREFIX}{pid}-runner"
    try:
        room.mkdir()
        (room / "cgroup.procs").write_text(str(pid))
        (own / "cgroup.subtree_control").write_text(" ".join(f"+{each}" for each in wanted))
    except OSError:
        return  # not ours to change; one that moved and may give no controllers lives as well one down


def is_usable(home: Home) -> bool:
    """Makes a group for a try: permissions, read-only mounts and lent-out subtrees show at once."""
    try:
        meter = CgroupMeter(home, Limits())
    except OSError:
        return False
    try:
        meter.read()
    except OSError:
        return False
    finally:
        meter.close()
    return True


def own_folders(version: int) -> dict[str, Path]:
    """The folder of this process's own cgroup by controller, as far as they are mounted."""
    own = own_cgroups()
    folders = {}
    for root, mount_point, kind, options in cgroup_mounts():
        if version == 2 and kind == "cgroup2":
            folder = below(mount_point, root, own.get("", "/"))
            folder = folder.parent if folder.name.startswith(PREFIX) else folder  # one down, by `make_room_for_runs`
            folders.update(dict.fromkeys(_words(folder / "cgroup.subtree_control"), folder))
        if version == 1 and kind == "cgroup":
            folders.update({each: below(mount_point, root, own[each]) for each in options if each in own})
    return folders


def own_cgroups() -> dict[str, str]:
    """Paths by controller; version 2 has the controller "". Lines of /proc/self/cgroup: 4:memory:/some/path."""
    lines = Path("/proc/self/cgroup").read_text().splitlines()
    split = [line.split(":", 2) for line in lines]
    return {controller: path for _, controllers, path in split for controller in controllers.split(",")}


def cgroup_mounts() -> list[tuple[str, Path, str, list[str]]]:
    """Every mount of cgroups: its root within the tree, where it is, its kind, its options."""
    found = []
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        before, after = line.split(" - ")
        fields, (kind, _, options) = before.split(), after.split(" ", 2)
        if kind in ("cgroup", "cgroup2"):
            found.append((fields[3], Path(fields[4]), kind, options.split(",")))
    return found


def below(mount_point: Path, root: str, path: str) -> Path:
    """The folder of cgroup `path` under a mount that shows the tree from `root` on."""
    return mount_point / path.removeprefix(root).lstrip("/")


def _words(path: Path) -> list[str]:
    try:
        return path.read_text().split()
    except OSError:
        return []


def remove_abandoned(home: Home) -> None:
    """Removes the cgroups of runners that were killed."""
    for folder in set(home.folders.values()):
        for group in folder.glob(f"{PREFIX}*"):
            pid = group.name.removeprefix(PREFIX).split("-")[0]
            if not Path("/proc", pid).exists():
                remove(group)


def remove(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return  # a process that is still being torn down holds it; the next runner removes it
