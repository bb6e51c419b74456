"""Mallory wants to know: the environment, the command lines, the files and descriptors of whoever started the run."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from tests.sandbox.walls import behind_walls, this_host, unprotected

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host"),
]
SEARCH = """
import glob
found = 0
for path in glob.glob("/proc/[0-9]*/{name}") + glob.glob("/proc/[0-9]*/task/*/{name}"):
    try:
        found += b"the-secret" in open(path, "rb").read()
    except OSError:
        pass
print("found" if found else "nothing")
"""


@contextmanager
def a_process_with_a_secret():
    command = [sys.executable, "-c", "import time; time.sleep(60)", "the-secret-argument"]
    with subprocess.Popen(command, env={"KEY": "the-secret"}) as process:
        time.sleep(0.05)
        yield process
        process.kill()


@pytest.mark.parametrize("name", ["environ", "cmdline"])
def test_no_process_of_the_host_can_be_read(name):
    program = SEARCH.format(name=name)
    with a_process_with_a_secret():
        assert unprotected(program) == "found\n"
        assert behind_walls(program).stdout == "nothing\n"


def test_the_environment_of_the_runner_reaches_no_process_of_the_run(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "the-secret")
    program = SEARCH.format(name="environ") + "import os; print(os.environ.get('DATABASE_URL'))"

    assert unprotected(program) == "found\nthe-secret\n"
    assert behind_walls(program).stdout == "nothing\nNone\n"


def test_descriptors_of_the_runner_reach_no_process_of_the_run(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the-secret")
    program = """
        import os
        for number in range(3, 1000):
            try:
                if b"the-secret" in os.pread(number, 100, 0): print("found")
            except OSError:
                pass
        """
    with secret.open() as file:
        os.set_inheritable(file.fileno(), True)
        assert unprotected(program, close_fds=False) == "found\n"
        assert behind_walls(program).stdout == ""


@pytest.mark.parametrize("path", ["/etc/passwd", __file__])
def test_files_outside_cannot_be_read(path):
    program = f"""
        try:
            print("read", len(open({path!r}).read()) > 0)
        except OSError as error:
            print("held", error.errno)
        """
    assert unprotected(program) == "read True\n"
    assert behind_walls(program).stdout == "held 2\n"


def test_the_root_holds_nothing_that_belongs_to_the_host():
    run = behind_walls("import os; print(*os.listdir('/'))")

    libraries = {"usr", "bin", "lib", "lib64", "lib32", "root", "home", "opt"}  # as far as an interpreter lies there
    assert set(run.stdout.split()) - libraries == {"dev", "empty", "etc", "interleave", "proc", "tmp"}


def test_the_interpreters_home_shows_the_interpreter_alone():
    run = behind_walls(
        """
        import os, sys
        folder = sys.prefix
        while folder != "/" and folder != "/usr":
            print(os.path.basename(folder), sorted(os.listdir(folder)))
            folder = os.path.dirname(folder)
        """
    )

    assert all(len(line.split("[")[1].split(",")) <= 3 for line in run.stdout.splitlines())
    assert "ssh" not in run.stdout


def test_pid_one_is_not_to_be_read_nor_traced():
    program = """
        import ctypes, os
        for path in ("environ", "mem", "maps", "fd", "root", "cwd"):
            try:
                os.listdir(f"/proc/1/{path}") if path == "fd" else open(f"/proc/1/{path}", "rb").read(1)
                print("read", path)
            except PermissionError:
                pass
            except IsADirectoryError:
                print("read", path)
        print(ctypes.CDLL(None).ptrace(16, 1, 0, 0))  # PTRACE_ATTACH
        """

    assert behind_walls(program).stdout == "-1\n"


def test_the_host_cannot_be_told_by_the_runs_identity():
    run = behind_walls("import os, socket; print(os.getuid(), os.getgid(), os.getgroups(), socket.gethostname())")

    assert run.stdout == "1000 1000 [] interleave\n"
