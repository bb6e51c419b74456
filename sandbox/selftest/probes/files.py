"""The file systems: a root of its own, read-only, and a /proc that shows nobody else."""

import os
from pathlib import Path

from sandbox.jail import kernel
from sandbox.jail.root import SCAFFOLD
from sandbox.selftest.only_behind import in_its_own
from sandbox.selftest.outside import Outside
from sandbox.selftest.trying import Measure, Probe

QUIET = kernel.MS_NOSUID | kernel.MS_NODEV
OWN_MOUNTS = os.CLONE_NEWUSER | os.CLONE_NEWNS
SHOWN = "usr"
"""The folder of the host that the new root shows, as a jail's does."""
COVER = "size=4k,nr_inodes=2,mode=555"


@in_its_own("mnt")
def _part(_: Outside) -> None:
    kernel.mount(None, "/", flags=kernel.MS_REC | kernel.MS_PRIVATE)


@in_its_own("mnt")
def _build_root(_: Outside) -> None:
    kernel.mount("tmpfs", str(SCAFFOLD), "tmpfs", flags=QUIET, options="size=1m,nr_inodes=64,mode=755")
    (SCAFFOLD / SHOWN).mkdir()
    kernel.bind(f"/{SHOWN}", str(SCAFFOLD / SHOWN))


@in_its_own("mnt")
def _change_root(_: Outside) -> None:
    kernel.change_root(str(SCAFFOLD))


def _read_our_own_code(_: Outside) -> None:
    Path(__file__).read_bytes()


@in_its_own("mnt")
def _make_read_only(_: Outside) -> None:
    kernel.make_read_only(str(SCAFFOLD))


def _write_to_the_root(_: Outside) -> None:
    Path(SCAFFOLD, "mallory").write_text("was here")


@in_its_own("mnt")
def _own_proc(_: Outside) -> None:
    kernel.mount("proc", "/proc", "proc", flags=QUIET | kernel.MS_NOEXEC)


@in_its_own("mnt")
def _cover_proc(_: Outside) -> None:
    kernel.mount("tmpfs", "/proc", "tmpfs", flags=QUIET | kernel.MS_RDONLY, options=COVER)


def _see_other_processes(_: Outside) -> None:
    seen = {path.name for path in Path("/proc").iterdir() if path.name.isdigit()}
    if not seen - {str(os.getpid())}:
        raise ProcessLookupError(0, "nobody else is to be seen")


_OWN_PIDS = Measure(namespaces=OWN_MOUNTS | os.CLONE_NEWPID, steps=(_part,))
OWN_PROC = "/proc of its own"

PROBES = (
    Probe(
        name="mount namespace and root",
        act="reading the sandbox's own code after pivot_root",
        acts=(_read_our_own_code,),
        wall=Measure(namespaces=OWN_MOUNTS, steps=(_part, _build_root, _change_root)),
    ),
    Probe(
        name="read-only root",
        act="writing a file to the new root",
        acts=(_write_to_the_root,),
        stage=Measure(namespaces=OWN_MOUNTS, steps=(_part, _build_root)),
        wall=Measure(steps=(_make_read_only,)),
    ),
    Probe(
        name="host's /proc out of view",
        act="seeing another process in /proc",
        acts=(_see_other_processes,),
        stage=_OWN_PIDS,
        wall=Measure(steps=(_cover_proc,)),
    ),
    Probe(
        name=OWN_PROC,
        act="seeing another process in a fresh /proc",
        acts=(_see_other_processes,),
        stage=_OWN_PIDS,
        wall=Measure(steps=(_own_proc,)),
        is_needed=False,
    ),
)
