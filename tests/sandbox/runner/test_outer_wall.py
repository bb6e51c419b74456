"""The outer wall: what the runner cannot reach, that it ends as without, and what is said where it is missing."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from sandbox.jail.advice import Host
from sandbox.jail.homes import find_home
from sandbox.jail.interpreters import find_interpreters
from sandbox.jobs import Job
from sandbox.questions import answer_in, to_explore
from sandbox.runner.client import running
from sandbox.runner.outer_wall import NoOuterWall, OuterWall, run_behind_it
from sandbox.selftest.outer import bubblewrap
from tests.sandbox.runner.test_life import ROOT, a_runner, descendants
from tests.sandbox.walls import this_host, wait_until

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can put another bubblewrap in the place of this")
pytestmark = [
    pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host"),
    pytest.mark.skipif(bubblewrap() is None, reason="bubblewrap is not installed"),
]
PYTHON = [os.path.realpath(sys.executable), "-I", "-S"]


def test_the_ready_line_names_it_and_programs_run_behind_it(tmp_path):
    with a_runner(tmp_path / "s") as runner, running(tmp_path / "s", Job("print(6 * 7)")) as run:
        assert runner.said.endswith("; outer wall: bubblewrap\n")
        assert [event.text for event in run.events() if event.kind == "stdout"] == ["42\n"]


def test_the_race_lab_explores_behind_it(tmp_path):
    with a_runner(tmp_path / "s"), running(tmp_path / "s", to_explore("print(6 * 7)")) as run:
        printed = "".join(event.text for event in run.events() if event.kind == "stdout")

    assert answer_in(printed)["verdict"] == "proved"


CONNECTS = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])), timeout=2)"
READS = "import sys; open(sys.argv[1]).read()"
CHANGES = "import sys; open(sys.argv[1], 'r+').close()"
MAKES = "import sys; open(sys.argv[1], 'w').close()"


@pytest.mark.parametrize("code", [CONNECTS, READS, CHANGES])
def test_what_the_runner_could_do_without_it_it_cannot_do_behind_it(code, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        argument = str(listener.getsockname()[1]) if code is CONNECTS else str(ROOT / "manage.py")
        with a_wall(tmp_path).start(["-c", code, argument], stderr=subprocess.PIPE) as behind:
            said = behind.communicate()[1].decode()

        assert subprocess.run([*PYTHON, "-c", code, argument], check=False).returncode == 0
    assert behind.returncode == 1
    assert "Error" in said


def test_it_may_write_to_the_folder_of_its_socket_alone(tmp_path):
    with a_wall(tmp_path).start(["-c", MAKES, str(tmp_path / "new")]) as behind:
        assert behind.wait(20) == 0

    assert (tmp_path / "new").exists()
    for place in ("/", "/etc", "/usr", str(ROOT / "sandbox")):
        with a_wall(tmp_path).start(["-c", MAKES, f"{place}/mallory"], stderr=subprocess.PIPE) as behind:
            assert b"Read-only file system" in behind.communicate()[1]


def test_no_process_behind_it_has_our_environment(tmp_path):
    with a_runner(tmp_path / "s", environment={"SECRET": "of the site"}) as runner:
        family = descendants(runner.pid)
        seen = [Path(f"/proc/{pid}/environ").read_bytes() for pid in family - {runner.pid}]

        assert b"SECRET" in Path(f"/proc/{runner.pid}/environ").read_bytes()
        assert seen
        assert not any(b"SECRET" in each for each in seen)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_is_handed_on_and_the_runner_ends_its_runs(tmp_path, number):
    with (
        a_runner(tmp_path / "s") as runner,
        running(tmp_path / "s", Job("while True: pass")) as run,
    ):
        events = run.events()
        next(events), next(events)
        runner.send_signal(number)

        assert runner.wait(5) == 0
        assert [event.outcome for event in events] == ["stopped"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("killed", ["launcher", "bubblewrap"])
def test_when_one_of_the_chain_is_killed_the_runner_goes_too(tmp_path, killed):
    with a_runner(tmp_path / "s") as runner:
        family = descendants(runner.pid)
        os.kill(runner.pid if killed == "launcher" else min(family - {runner.pid}), signal.SIGKILL)

        assert runner.wait(10) != 0
        wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))


def test_a_relative_socket_is_where_it_was_said_to_be(tmp_path):
    command = [sys.executable, "-m", "sandbox.runner", "--socket", "s"]
    environment = {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE) as runner:
        assert runner.stdout.readline().startswith(b"ready: ")
        assert (tmp_path / "s").is_socket()
        runner.terminate()


@pytest.mark.parametrize(
    ("is_container", "sentence"),
    [(False, "no outer wall: bubblewrap is not installed"), (True, "outer wall: this container")],
)
def test_without_bubblewrap_it_says_what_stands_instead(tmp_path, monkeypatch, is_container, sentence):
    monkeypatch.setattr("sandbox.runner.outer_wall.bubblewrap", lambda: None)
    monkeypatch.setattr("sandbox.runner.outer_wall.this_host", lambda: Host(is_container=is_container, sysctls={}))

    with pytest.raises(NoOuterWall, match=f"^{sentence}$"):
        run_behind_it([], socket=tmp_path / "s", group=None)


def test_an_ordinary_user_with_a_group_does_without_it(tmp_path, monkeypatch):
    """Behind it every other user's uid and group is “nobody”, so the door could tell no caller from another."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(NoOuterWall, match="nobody can tell who calls"):
        run_behind_it([], socket=tmp_path / "s", group="4")


REFUSES = "#!/bin/sh\necho 'setting up uid map: Permission denied' >&2; exit 1\n"
COSTS_A_TIER = """#!/bin/sh
real=$(dirname "$0")/real
exec unshare --mount sh -c 'mount -t tmpfs tmpfs /proc/driver; exec {real} "$@"' sh "$@"
"""


@needs_root
@pytest.mark.parametrize(
    ("bubblewrap_that", "sentence"),
    [
        (REFUSES, "no outer wall: setting up uid map: Permission denied"),
        (COSTS_A_TIER, "no outer wall: behind bubblewrap tier 1 does not stand"),
    ],
)
def test_where_it_cannot_be_had_or_costs_the_tier_the_runner_serves_without_it(tmp_path, bubblewrap_that, sentence):
    with another_bubblewrap(tmp_path, bubblewrap_that, "--tier", "1") as runner:
        said = runner.stdout.readline()
        runner.terminate()

        assert said.startswith("ready: ")
        assert said.endswith(f"; {sentence}\n")


@needs_root
def test_where_a_weaker_tier_is_enough_the_outer_wall_stays(tmp_path):
    with another_bubblewrap(tmp_path, COSTS_A_TIER, "--tier", "1b") as runner:
        said = runner.stdout.readline()
        runner.terminate()

        assert "(tier 1b)" in said
        assert said.endswith("; outer wall: bubblewrap\n")


@contextmanager
def another_bubblewrap(folder, text, *options):
    """A runner in a mount namespace where bubblewrap is a script of ours."""
    script, real = folder / "script", folder / "real"
    shutil.copy(bubblewrap(), real)
    script.write_text(text.replace("{real}", str(real)))
    script.chmod(0o755)
    runner = f"{sys.executable} -m sandbox.runner --socket {folder}/s {' '.join(options)}"
    there = f"mount --bind {script} {bubblewrap()} && exec {runner}"
    command = ["unshare", "--mount", "--propagation", "private", "sh", "-c", there]
    with subprocess.Popen(command, cwd=ROOT, env={}, stdout=subprocess.PIPE, text=True) as running_there:
        try:
            yield running_there
        finally:
            running_there.terminate()


def a_wall(folder):
    return OuterWall(program=bubblewrap(), folder=folder, interpreters=find_interpreters(), home=find_home())
