"""`python -m sandbox run FILE`: a program's output and its end, for people and, as JSON, for programs."""

import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.events import Outcome, parse
from tests.sandbox.walls import this_host, wait_until

ROOT = Path(__file__).resolve().parents[3]
needs_sandbox = pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host")


def command(*arguments):
    return [sys.executable, "-m", "sandbox", *map(str, arguments)]


def run(*arguments, **options):
    return subprocess.run(command(*arguments), cwd=ROOT, capture_output=True, text=True, timeout=60, **options)


@pytest.fixture
def a_program(tmp_path):
    def write(source):
        path = tmp_path / "program.py"
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        return path

    return write


@needs_sandbox
def test_a_person_reads_the_output_and_how_it_ended(a_program):
    done = run("run", a_program("import sys; print('hello'); print('oh', file=sys.stderr); sys.exit(3)"))

    first, last = done.stdout.splitlines()
    assert (done.returncode, first, done.stderr) == (0, "hello", "oh\n")
    assert last.startswith("Error after 0.")
    assert last.endswith("It ended with exit status 3.")


@needs_sandbox
def test_a_program_reads_an_event_a_line_and_last_the_end(a_program):
    done = run("run", a_program("print('hello')"), "--json")

    lines = done.stdout.splitlines()
    events = [parse(line.encode()) for line in lines]
    assert done.returncode == 0
    assert [event.kind for event in events] == ["starting", "started", "stdout", "end"]
    assert json.loads(lines[-1]).keys() >= {"kind", "outcome", "exit_code", "wall_seconds", "cpu_seconds"}
    assert (events[-1].outcome, events[-1].exit_code) == (Outcome.FINISHED, 0)


@needs_sandbox
def test_a_line_is_there_before_the_next_is_printed(a_program):
    path = a_program("import time\nfor number in range(2): print(number); time.sleep(30)")
    with subprocess.Popen(command("run", path), cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout.readline() == "0\n"
        assert running.poll() is None
        running.send_signal(signal.SIGINT)
        assert running.stdout.read().startswith("Stopped after ")
        assert running.wait(5) == 0


@needs_sandbox
def test_limits_are_set_by_name(a_program):
    path = a_program("print(1)\nwhile True: pass")

    done = run("run", path, "--json", "--limit", "wall_seconds=0.5", "--limit", "cores=1")

    end = json.loads(done.stdout.splitlines()[-1])
    assert (done.returncode, end["outcome"], end["exit_code"]) == (0, "time-limit", None)
    assert json.loads(done.stdout.splitlines()[1])["cores"] == 1


@needs_sandbox
@pytest.mark.parametrize("version", ["3.12", "3.13"])
def test_an_interpreter_is_chosen_by_its_version(a_program, version):
    if version not in {each.minor for each in this_host().interpreters.all}:
        pytest.skip(f"no Python {version} on this host")

    done = run("run", a_program("import sys; print(*sys.version_info[:2], sep='.')"), "--python", version)

    assert done.stdout.splitlines()[0] == version


@needs_sandbox
def test_a_reader_who_has_read_enough_ends_the_run(a_program):
    path = a_program("while True: print('x' * 100)")
    with subprocess.Popen(command("run", path), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.readline()
        running.stdout.close()

        assert running.wait(10) == 0
        assert running.stderr.read() == b""


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"#" * 65_537, "is longer than 65,536 bytes (64 KiB), the most that can be run."),
        (b"print('\xff')", "is not UTF-8: byte 7 is 0xff. Save it as UTF-8."),
        (b"print()\0", "The program contains a NUL character, which Python cannot read."),
    ],
)
def test_a_file_that_cannot_be_run_is_a_clear_error(a_program, source, sentence):
    done = run("run", a_program(source))

    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["run", "nowhere.py"], "nowhere.py cannot be read: No such file or directory."),
        (["run", "tests"], "tests cannot be read: Is a directory."),
        (["run", "manage.py", "--python", "2"], "“2” is no version of Python; write it like 3.13 or 3.13.0."),
        (
            ["run", "manage.py", "--limit", "speed=1"],
            "“speed=1” is no limit; write NAME=VALUE with one of wall_sec",
        ),
        (["run", "manage.py", "--limit", "cores"], "“cores” is no limit; write NAME=VALUE with one of wall_seconds"),
        (["run", "manage.py", "--limit", "cores=many"], "“many” is no number; the limit cores needs one."),
        (["run", "manage.py", "--limit", "cores=1.5"], "The limit cores must be a whole number."),
        (["run", "manage.py", "--limit", "cores=65"], "The limit cores must lie between 1 and 64."),
        (["run", "manage.py", "--limit", "wall_seconds=nan"], "The limit wall_seconds must lie between 0.1 and 600."),
        (["run"], "the following arguments are required: FILE"),
        ([], "the following arguments are required: COMMAND"),
        (["fly"], "invalid choice"),
    ],
)
def test_wrong_usage_is_a_clear_error(arguments, sentence):
    done = run(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr


@needs_sandbox
def test_an_interpreter_that_is_not_here_is_a_clear_error():
    done = run("run", "manage.py", "--python", "3.99")

    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no Python 3.99 here; there is 3.1" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root for a namespace in which to forbid namespaces")
def test_where_no_sandbox_can_be_had_the_status_and_the_advice_say_so(a_program):
    path = a_program("print('hello')")
    forbidding = f"echo 0 > /proc/sys/user/max_user_namespaces; exec {' '.join(command('run', path, '--json'))}"
    unshare = ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc", "sh", "-c", forbidding]

    done = subprocess.run(unshare, cwd=ROOT, capture_output=True, text=True, timeout=60)

    if "unshare:" in done.stderr:
        pytest.skip(f"no user namespace to try it in: {done.stderr}")
    assert done.returncode == 3
    assert json.loads(done.stdout.splitlines()[-1])["outcome"] == "sandbox-failure"
    assert "sysctl -w user.max_user_namespaces=10000" in done.stderr


AS_NOBODY = """
set -e
mkdir {held}
mount --make-rprivate /
mount --bind {prefix} {held}
mount -t tmpfs -o mode=755 tmpfs /root
mkdir -p {prefix}
mount --bind {held} {prefix}
exec setpriv --reuid 65534 --regid 65534 --clear-groups {command}
"""


@needs_sandbox
@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests run as an ordinary user already")
def test_an_ordinary_user_runs_programs_too(a_program, tmp_path):
    """In a mount namespace where the interpreter can be read by everybody, wherever it lies."""
    source = a_program("import os\nprint(os.getuid(), os.getpid(), os.listdir('/tmp'))\nos.fork()\nos.fork()")
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    script = AS_NOBODY.format(
        held=tmp_path / "held", prefix=sys.base_prefix, command=" ".join(command("run", source, "--json"))
    )

    done = subprocess.run(["unshare", "--mount", "sh", "-c", script], cwd=ROOT, env={}, capture_output=True, text=True)

    if "Permission denied" in done.stderr:
        pytest.skip(f"an ordinary user cannot read this checkout: {done.stderr}")
    said = [parse(line.encode()) for line in done.stdout.splitlines()]
    assert said[2].text == "1000 2 ['main.py']\n"
    assert said[-1].outcome is Outcome.FINISHED


@needs_sandbox
def test_a_killed_command_leaves_no_program(a_program):
    path = a_program("import time; print('begun', flush=True); time.sleep(60)")
    with subprocess.Popen(command("run", path), cwd=ROOT, stdout=subprocess.PIPE) as running:
        running.stdout.readline()
        listing = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(running.pid)], capture_output=True, text=True, check=True
        )
        running.kill()
        builder = int(listing.stdout.split()[0])
        wait_until(lambda: not Path(f"/proc/{builder}").exists())


@needs_sandbox
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_descriptors_are_no_hindrance(a_program, closed):
    """Else the next pipe would get their numbers, and be taken for the output."""
    line = f"{shlex.join(command('run', a_program('1')))} {closed}"
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, timeout=30, check=False)

    assert done.returncode == 0
