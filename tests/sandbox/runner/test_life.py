"""The runner's own life: one at a socket, for its group alone, gone without a trace when asked to end."""

import os
import socket
import stat
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from sandbox.jobs import Job
from sandbox.runner.client import RunnerGone, about, running
from sandbox.runner.door import DoorShut, open_door
from tests.sandbox.walls import a_host, this_host, wait_until

ROOT = Path(__file__).resolve().parents[3]
needs_sandbox = pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@contextmanager
def a_runner(path, *options, environment=None):
    command = [sys.executable, "-m", "sandbox.runner", "--socket", str(path), *options]
    with subprocess.Popen(
        command, env=environment or {}, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as runner:
        try:
            runner.said = runner.stdout.readline()
            yield runner
        finally:
            runner.kill()


@needs_sandbox
def test_it_is_ready_once_its_walls_were_tried(tmp_path):
    a_host()
    with a_runner(tmp_path / "s") as runner:
        assert runner.said.startswith("ready: ")
        assert about(tmp_path / "s").slots >= 1
        assert stat.S_IMODE((tmp_path / "s").stat().st_mode) == 0o660


@needs_sandbox
def test_asked_to_end_it_ends_its_runs_and_leaves_nothing(tmp_path):
    with (
        a_runner(tmp_path / "s") as runner,
        running(tmp_path / "s", Job("import os\nos.fork()\nwhile True: pass")) as run,
    ):
        events = run.events()
        next(events), next(events)
        family = descendants(runner.pid)
        runner.terminate()

        assert runner.wait(2) == 0
        assert list(tmp_path.iterdir()) == []
        wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))
        assert [event.outcome for event in events] == ["stopped"]


@needs_sandbox
def test_a_second_runner_at_the_same_socket_is_refused(tmp_path):
    with a_runner(tmp_path / "s"):
        with a_runner(tmp_path / "s") as second:
            assert second.wait(10) == 2
        assert second.said.startswith("Another runner already listens at")
        assert about(tmp_path / "s").slots >= 1


@needs_sandbox
def test_the_socket_of_a_killed_runner_is_taken_over(tmp_path):
    with a_runner(tmp_path / "s", "--no-outer-wall") as killed:  # else its death reaches the one behind a moment later
        killed.kill()
        killed.wait()
    assert (tmp_path / "s").exists()
    with pytest.raises(RunnerGone):
        about(tmp_path / "s")

    with a_runner(tmp_path / "s"):
        assert about(tmp_path / "s").slots >= 1


@needs_root
def test_where_no_jail_can_be_built_it_says_what_to_type(tmp_path):
    """In a user namespace whose own limit on further ones is nought."""
    inside = (
        f"echo 0 > /proc/sys/user/max_user_namespaces; exec {sys.executable} -m sandbox.runner --socket {tmp_path}/s"
    )
    command = ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc", "sh", "-c", inside]
    (tmp_path / "s.refused").write_text("an older refusal")

    done = subprocess.run(command, cwd=ROOT, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True)

    if "unshare:" in done.stderr:
        pytest.skip(f"no user namespace to try it in: {done.stderr}")
    assert done.returncode == 3
    assert "sysctl -w user.max_user_namespaces=10000" in done.stdout
    assert (tmp_path / "s.refused").read_text() == done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["s.refused"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--group", "no-such-group"], "There is no group no-such-group here."),
        (["--socket", "/nowhere/s"], "The socket's folder must exist and be ours."),
    ],
)
def test_a_door_that_cannot_be_opened_is_told(tmp_path, options, sentence):
    with a_runner(tmp_path / "s", *options) as runner:
        assert runner.wait(10) == 2
    assert sentence in runner.said


def test_a_file_that_is_no_socket_is_left_alone(tmp_path):
    (tmp_path / "s").write_text("somebody's")

    with pytest.raises(DoorShut, match="is no socket"), open_door(tmp_path / "s", None):
        pass

    assert (tmp_path / "s").read_text() == "somebody's"


ASK = """
import os, socket, sys
connection = socket.socket(socket.AF_UNIX)
connection.connect(sys.argv[1])
connection.sendall(b'{"kind":"about"}\\n')
print(connection.recv(10_000).decode())
"""


def asked_by(path, *, user, groups):
    """What the runner answers to a process of that user and those groups."""
    python = subprocess.run(["which", "-a", "/usr/bin/python3"], capture_output=True, text=True, check=False).stdout
    if not python:
        pytest.skip("no Python that another user can start")
    done = subprocess.run(
        [python.strip(), "-I", "-c", ASK, str(path)],
        capture_output=True, text=True, user=user, group=user, extra_groups=groups, env={}, cwd="/", check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


@needs_root
@needs_sandbox
def test_its_group_may_ask_and_nobody_else():
    with tempfile.TemporaryDirectory() as folder, a_runner(Path(folder) / "s", "--group", "4"):
        path = Path(folder) / "s"
        Path(folder).chmod(0o755)
        assert '"kind":"about"' in asked_by(path, user=65534, groups=[4])
        assert "PermissionError" in asked_by(path, user=65534, groups=[])

        path.chmod(0o666)  # so that the kernel lets everybody in, and the runner alone does not
        assert "does not serve your account" in asked_by(path, user=65534, groups=[])


def test_the_lock_survives_its_owner_only_as_a_file(tmp_path):
    (tmp_path / "s.lock").touch()
    stale = socket.socket(socket.AF_UNIX)
    stale.bind(str(tmp_path / "s"))
    stale.close()

    with open_door(tmp_path / "s", None) as door:
        assert door.getsockname() == str(tmp_path / "s")
    assert list(tmp_path.iterdir()) == []


def descendants(pid):
    listing = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listing.splitlines()]
    family = {pid}
    while grown := {child for child, parent in pairs if parent in family} - family:
        family |= grown
    return family - {pid}
