"""`python -m sandbox walls` and `--tier`: what stands on this host, as it is and as it is made for the test."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sandbox.walls import this_host

ROOT = Path(__file__).resolve().parents[3]
PYTHON = sys.executable
needs_sandbox = pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host")
needs_root = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("unshare"), reason="only root can make such a host"
)
MASKED = ["unshare", "--mount", "--propagation", "private", "sh", "-c"]
MASK = "mount -t tmpfs tmpfs /proc/driver && exec"
"""As a container's engine does: something is mounted over a part of /proc, so that no fresh one is granted."""
FORBIDDEN = ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc", "sh", "-c"]
FORBID = "echo 0 > /proc/sys/user/max_user_namespaces; exec"


@needs_sandbox
def test_walls_says_of_each_wall_whether_it_stands_and_what_its_control_did():
    done = sandbox("walls", "--json")
    standing = json.loads(done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert standing["tier"] in ("1", "1b")
    assert set(standing) == {"tier", "walls", "kernel", "interpreters"}
    assert {"name", "stands", "tested", "control", "remedy"} == set(standing["walls"][0])
    assert all(wall["control"] == "succeeds without the wall" for wall in standing["walls"] if wall["stands"])
    assert all(wall["remedy"] for wall in standing["walls"] if not wall["stands"])


@needs_sandbox
def test_for_people_it_is_a_table_that_ends_with_the_tier():
    done = sandbox("walls")

    assert "✓ user namespace" in done.stdout
    assert "\nTier 1" in done.stdout


@needs_root
@needs_sandbox
def test_where_proc_is_masked_it_is_tier_1b():
    done = sandbox("walls", "--json", on=(MASKED, MASK))

    assert done.returncode == 0
    assert json.loads(done.stdout)["tier"] == "1b"
    assert [wall["name"] for wall in missing(done) if "proc" in wall["name"]] == ["/proc of its own"]


@needs_root
def test_where_no_namespace_can_be_had_it_is_no_tier_and_says_what_to_type():
    done = sandbox("walls", "--json", on=(FORBIDDEN, FORBID))

    assert done.returncode == 3
    assert json.loads(done.stdout)["tier"] in ("2", "none")
    assert "sysctl -w user.max_user_namespaces=10000" in missing(done)[0]["remedy"]


@needs_root
@needs_sandbox
def test_a_run_is_refused_below_its_tier_and_done_at_it(tmp_path):
    program = tmp_path / "program.py"
    program.write_text("print('hello')")

    refused = sandbox("run", program, "--tier", "1", on=(MASKED, MASK))
    done = sandbox("run", program, "--tier", "1b", on=(MASKED, MASK))

    assert (refused.returncode, refused.stdout) == (3, "")
    assert "tier 1 is asked for, and the walls of this host make tier 1b" in refused.stderr
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "hello")


@needs_root
@needs_sandbox
def test_the_runner_refuses_below_its_tier(tmp_path):
    runner = [PYTHON, "-m", "sandbox.runner", "--socket", str(tmp_path / "s"), "--tier", "1"]

    done = within(MASKED, MASK, runner)

    assert done.returncode == 3
    assert "docker-compose.tier1.yml" in done.stdout or "/proc/self/mountinfo" in done.stdout
    assert (tmp_path / "s.refused").read_text() == done.stdout


def test_tier_2_cannot_be_asked_for():
    done = sandbox("run", "manage.py", "--tier", "2")

    assert done.returncode == 2
    assert "invalid choice: '2' (choose from" in done.stderr


def sandbox(*arguments, on=None):
    command = [PYTHON, "-m", "sandbox", *map(str, arguments)]
    return run(command) if on is None else within(*on, command)


def within(unshare, first, command):
    done = run([*unshare, f"{first} {' '.join(command)}"])
    if "unshare:" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"such a host cannot be made here: {done.stderr}")
    return done


def run(command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def missing(done):
    return [wall for wall in json.loads(done.stdout)["walls"] if not wall["stands"]]
