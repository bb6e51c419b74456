"""The processes of a runner as /proc shows them: who descends from whom, who lives in which jail, what each holds."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Process:
    """`ticks`: CPU time of its own and of all that it has waited for, in units of SC_CLK_TCK."""

    pid: int
    parent: int
    ticks: int


def all_processes() -> dict[int, Process]:
    found = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit() and (line := read(Path(entry.path, "stat"))):
            fields = line.rpartition(")")[2].split()  # from the state on; the name before may hold anything
            found[int(entry.name)] = Process(int(entry.name), int(fields[1]), sum(map(int, fields[11:15])))
    return found


def descent(pid: int) -> list[Process]:
    """A process and all its living descendants."""
    everybody = all_processes()
    children: dict[int, list[Process]] = {}
    for each in everybody.values():
        children.setdefault(each.parent, []).append(each)
    found = [everybody[pid]] if pid in everybody else []
    for each in found:
        found += children.get(each.pid, [])
    return found


def namespace(pid: int, kind: str) -> str:
    """Which namespace of a kind (pid, mnt, net) a process is in; empty for one that has ended."""
    try:
        return str(Path("/proc", str(pid), "ns", kind).readlink())
    except OSError:
        return ""


def by_jail(runner: int) -> dict[str, list[int]]:
    """The descendants of a runner that live in a pid namespace of their own, by that namespace: a jail each."""
    jails: dict[str, list[int]] = {}
    own = namespace(runner, "pid")
    for each in descent(runner):
        jails.setdefault(namespace(each.pid, "pid"), []).append(each.pid)
    return {jail: pids for jail, pids in jails.items() if jail not in ("", own)}


def zygotes(runner: int) -> list[int]:
    """The descendants of a runner that live outside every jail."""
    own = namespace(runner, "pid")
    return [each.pid for each in descent(runner)[1:] if namespace(each.pid, "pid") == own]


def threads(pid: int) -> list[Path]:
    """The folders of its threads; none for one that has ended."""
    try:
        return list(Path("/proc", str(pid), "task").iterdir())
    except OSError:
        return []


def wake_ups(pid: int) -> int:
    """How often the threads of a process and its descendants have gone to wait, and so were woken."""
    told = [read(thread / "status") for each in descent(pid) for thread in threads(each.pid)]
    lines = (line.split() for each in told for line in each.splitlines())
    return sum(int(line[1]) for line in lines if line[0] == "voluntary_ctxt_switches:")


def read(path: Path) -> str:
    """What a file of /proc says; nothing once its process has ended."""
    try:
        return path.read_text()
    except (OSError, UnicodeDecodeError):
        return ""
