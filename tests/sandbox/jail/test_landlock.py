"""Landlock says once more where a program may write, and holds what came in by a descriptor of somebody else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.jail import landlock
from tests.sandbox.walls import behind_walls, each_interpreter

pytestmark = pytest.mark.skipif(landlock.VERSION == 0, reason="this kernel has no Landlock")
CONFINED = """
import os, sys
from sandbox.jail import kernel, landlock
folder = os.open(sys.argv[1], os.O_RDONLY)
kernel.forbid_new_privileges()
if sys.argv[2] == "behind":
    landlock.confine_files(writable=(sys.argv[3],), devices=("/dev",))
def tried(name, act):
    try:
        act()
        print(name, "done")
    except OSError as error:
        print(name, "refused")
tried("own", lambda: open(f"{sys.argv[3]}/file", "w").close())
tried("device", lambda: open("/dev/null", "w").close())
tried("read", lambda: open(f"{sys.argv[1]}/secret").read())
tried("other", lambda: open(f"{sys.argv[1]}/file", "w").close())
tried("by descriptor", lambda: os.open("file", os.O_WRONLY | os.O_CREAT, dir_fd=folder))
tried("signal", lambda: os.kill(int(sys.argv[4]), 0))
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """One that is not the program's, with a secret, and one that is."""
    others, own = tmp_path / "others", tmp_path / "own"
    others.mkdir()
    own.mkdir()
    (others / "secret").write_text("s")
    return others, own


def tried(how: str, folders: tuple[Path, Path]) -> dict[str, str]:
    others, own = map(str, folders)
    command = [sys.executable, "-c", CONFINED, others, how, own, str(os.getpid())]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(line.rsplit(" ", 1) for line in done.stdout.splitlines())


def test_only_what_is_its_own_is_written(folders: tuple[Path, Path]):
    signal = "refused" if landlock.VERSION >= landlock.SCOPES_SINCE else "done"

    assert tried("behind", folders) == {
        "own": "done", "device": "done", "read": "done", "other": "refused", "by descriptor": "refused",
        "signal": signal,
    }  # fmt: skip


def test_without_the_wall_all_of_it_is_done(folders: tuple[Path, Path]):
    assert set(tried("without", folders).values()) == {"done"}


@pytest.mark.parametrize("python", each_interpreter())
def test_a_program_has_its_two_folders_to_itself(python: str):
    run = behind_walls(
        """
        import os, pathlib, shutil, signal, subprocess, time
        for folder in map(pathlib.Path, ("/tmp", "/dev/shm")):
            (folder / "a").mkdir()
            (folder / "a" / "file").write_text("text")
            (folder / "a" / "file").rename(folder / "file")
            os.link(folder / "file", folder / "a" / "again")
            os.symlink(folder / "file", folder / "a" / "link")
            os.mkfifo(folder / "pipe")
            os.truncate(folder / "file", 2)
            print((folder / "a" / "again").read_text())
            shutil.rmtree(folder / "a")
        child = subprocess.Popen(["/bin/sleep", "60"], stdout=open("/dev/null", "w"))
        child.send_signal(signal.SIGTERM)
        print(child.wait())
        """,
        python=python,
    )

    assert run.stdout == "te\nte\n-15\n"
