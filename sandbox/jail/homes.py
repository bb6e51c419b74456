"""Finds where this process may make cgroups for the jails of its runs, and clears away what killed runners left."""

import os
from pathlib import Path

from sandbox.jail.cgroups import PREFIX, CgroupMeter, Home, pid_namespace, remove
from sandbox.jobs import Limits

CONTROLLERS = {1: ("memory", "cpuacct", "pids"), 2: ("memory", "pids")}


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
    room = own / f"{PREFIX}{pid}-{pid_namespace()}-runner"
    try:
        room.mkdir()
        (room / "cgroup.procs").write_text(str(pid))
        (own / "cgroup.subtree_control").write_text(" ".join(f"+{each}" for each in wanted))
    except OSError:
        return  # not ours to change; one that moved and may give no controllers lives as well one down


def is_usable(home: Home) -> bool:
    """Makes a group for a try: permissions, read-only mounts and lent-out subtrees show at once."""
    try:
        meter = CgroupMeter(home)
    except OSError:
        return False
    try:
        meter.hold(Limits())
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
    """Removes the cgroups of runners of our pid namespace that were killed."""
    for folder in set(home.folders.values()):
        for group in folder.glob(f"{PREFIX}*-{pid_namespace()}-*"):
            pid = group.name.removeprefix(PREFIX).split("-")[0]
            if not Path("/proc", pid).exists():
                remove(group)
