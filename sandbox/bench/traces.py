"""What a runner and its runs hold on this host, counted: what stands there before a soak must stand there after it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sandbox.bench.cpu_time import CGROUPS
from sandbox.bench.memory import memory_bytes
from sandbox.bench.processes import Process, all_processes, descent, namespace, read, threads, zygotes
from sandbox.bench.programs import MARK

MEBIBYTE = 2**20
HOSTS_SLACK = 100
"""Of what is counted for the whole host others leave some, too: growth below this, or a tenth of the runs, is that."""


@dataclass(frozen=True)
class Trace:
    """One thing that is counted, and by how much it may grow."""

    name: str
    count: float
    may_grow_by: float = 0


def traces(runner: int, *, runners: list[int], folder: Path, runs: int) -> list[Trace]:
    """All that is counted; `runners` are the pids of this and earlier runners, `runs` how many there will have been.

    Processes are those that descend from us: we adopt orphans, so none can leave the family. Namespaces are counted
    among them and, for those that something else keeps alive, on the whole host as the kernel allocates them, without
    those in which processes of others live.
    """
    family = descent(os.getpid())[1:]
    of_zygotes = zygotes(runner)
    slack = max(HOSTS_SLACK, runs // 10)
    kinds = {"mount": "mnt", "network": "net", "process": "pid"}
    return [
        Trace("processes", len(family)),
        *(Trace(f"{name} namespaces", spaces(family, kind)) for name, kind in kinds.items()),
        Trace("threads of the runner", len(threads(runner))),
        Trace("descriptors of the runner", entries(Path("/proc", str(runner), "fd"))),
        Trace("descriptors of its zygotes", sum(entries(Path("/proc", str(each), "fd")) for each in of_zygotes)),
        Trace("mounts of the runner", mounts(runner)),
        Trace("mounts of its zygotes", sum(mounts(each) for each in of_zygotes)),
        Trace("cgroups", sum(1 for _ in cgroups_of(runners))),
        Trace("files of the runner", sum(1 for _ in folder.rglob("*"))),
        Trace("files of runs, outside", sum(MARK in each.name for each in shared_files())),
        Trace("MiB of the runner", resident_mebibytes([runner]), 1),
        Trace("MiB of its zygotes", resident_mebibytes(of_zygotes), 1),
        *(Trace(f"{name} of the host", count, slack) for name, count in hosts(family).items()),
    ]


def leaks(before: list[Trace], now: list[Trace]) -> list[str]:
    """What has grown by more than it may, each in a few words."""
    return [
        f"{then.name} {then.count:g} → {each.count:g}"
        for then, each in zip(before, now, strict=True)
        if each.count - then.count > then.may_grow_by
    ]


def without_a_runner(before: list[Trace]) -> list[Trace]:
    """What may be there once the runner has ended: nothing of what is counted exactly."""
    return [each if each.may_grow_by else replace(each, count=0) for each in before]


def spaces(family: list[Process], kind: str) -> int:
    return len({namespace(each.pid, kind) for each in family} - {""})


def entries(folder: Path) -> int:
    try:
        return sum(1 for _ in folder.iterdir())
    except OSError:
        return 0


def mounts(pid: int) -> int:
    return len(read(Path("/proc", str(pid), "mountinfo")).splitlines())


def cgroups_of(runners: list[int]) -> Iterator[Path]:
    """A runner names its cgroups by its pid."""
    prefixes = tuple(f"interleave-{pid}-" for pid in runners)
    for folder, below, _ in os.walk(CGROUPS):
        yield from (Path(folder, each) for each in below if each.startswith(prefixes))


def shared_files() -> Iterator[Path]:
    for folder in map(Path, ("/tmp", "/var/tmp", "/dev/shm", "/run")):  # noqa: S108
        yield from folder.iterdir() if folder.exists() else ()


def resident_mebibytes(pids: list[int]) -> float:
    return round(sum(memory_bytes(each, "Rss") for each in pids) / MEBIBYTE, 1)


def hosts(family: list[Process]) -> dict[str, int]:
    """Of the whole host: objects by the kernel's account, which root alone may read; cgroups, dying ones too."""
    kinds = {"net_namespace": "network namespaces", "pid_namespace": "process namespaces", "mnt_cache": "mounts"}
    slabs = [line.split() for line in read(Path("/proc/slabinfo")).splitlines()]
    ours = {os.getpid(), *(each.pid for each in family)}
    others = held_by(set(all_processes()) - ours, but_by=ours)
    found = {kinds[line[0]]: int(line[1]) - others[kinds[line[0]]] for line in slabs if line[0] in kinds}
    groups = [line.split() for line in read(Path("/proc/cgroups")).splitlines()]
    return found | {f"cgroups of {line[0]}": int(line[2]) for line in groups if line[0] in ("memory", "pids")}


def held_by(others: set[int], *, but_by: set[int]) -> dict[str, int]:
    """What these processes live in and those do not: another runner has jails too, and forty mounts in each."""
    lived_in = {kind: {namespace(pid, kind): pid for pid in others} for kind in ("net", "pid", "mnt")}
    for kind, those in lived_in.items():
        for shared in {"", *(namespace(pid, kind) for pid in but_by)}:
            those.pop(shared, None)
    return {
        "network namespaces": len(lived_in["net"]),
        "process namespaces": len(lived_in["pid"]),
        "mounts": sum(map(mounts, lived_in["mnt"].values())),
    }
