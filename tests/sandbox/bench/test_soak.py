"""The soak, made short: nothing leaks; and what it counts by does see a leak."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.bench.traces import Trace, held_by, leaks, mounts, traces, without_a_runner
from tests.sandbox.walls import a_host, wait_until

ROOT = Path(__file__).resolve().parents[3]
#: Leaks on demand: for every line that it reads, it does what the line says and answers.
CARELESS = """
import subprocess, sys, threading
kept = []
for line in sys.stdin:
    exec(line)
    print("done", flush=True)
"""
LEAKS = {
    "processes": "kept.append(subprocess.Popen(['sleep', '60']))",
    "threads of the runner": "threading.Thread(target=threading.Event().wait, daemon=True).start()",
    "descriptors of the runner": "kept.append(open('/dev/null'))",
    "files of the runner": "open('left', 'w').close()",
    "MiB of the runner": "kept.append(bytes(8 * 2**20).replace(b'\\0', b'x'))",
    "mount namespaces": "kept.append(subprocess.Popen(['unshare', '--mount', '--map-root-user', 'sleep', '60']))",
    "network namespaces": "kept.append(subprocess.Popen(['unshare', '--net', '--map-root-user', 'sleep', '60']))",
}


class Careless:
    """A process that leaks what it is told to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, "-c", CARELESS]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder, start_new_session=True
        )

    def do(self, line: str) -> None:
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"

    def traces(self) -> list[Trace]:
        return traces(self.process.pid, runners=[self.process.pid], folder=self.folder, runs=1)


@pytest.fixture
def careless(tmp_path: Path) -> Iterator[Careless]:
    a_host()
    it = Careless(tmp_path)
    it.do("pass")
    yield it
    it.do("[each.kill() for each in kept if hasattr(each, 'kill')]")
    it.process.communicate()


@pytest.mark.parametrize(("what", "act"), LEAKS.items())
def test_a_leak_is_seen(careless: Careless, what: str, act: str):
    before = careless.traces()

    careless.do(act)

    wait_until(lambda: any(leak.startswith(what) for leak in leaks(before, careless.traces())))


def test_what_others_hold_on_this_host_is_no_leak_of_ours():
    a_host()
    with subprocess.Popen(["unshare", "--mount", "--net", "--map-root-user", "sleep", "60"]) as other:
        wait_until(lambda: Path("/proc", str(other.pid), "comm").read_text() == "sleep\n")

        held = held_by({other.pid, os.getppid()}, but_by={os.getpid()})

        assert held == {"network namespaces": 1, "process namespaces": 0, "mounts": mounts(other.pid)}
        assert held_by({other.pid}, but_by={other.pid}) == dict.fromkeys(held, 0)
        other.kill()


def test_what_may_grow_may_grow_by_no_more():
    before = [Trace("files", 2), Trace("MiB", 10, may_grow_by=1)]

    assert leaks(before, [Trace("files", 1), Trace("MiB", 11)]) == []
    assert leaks(before, [Trace("files", 3), Trace("MiB", 11.5)]) == ["files 2 → 3", "MiB 10 → 11.5"]


def test_after_its_runner_nothing_that_is_counted_exactly_may_stand():
    nothing = without_a_runner([Trace("files", 2), Trace("mounts of the host", 200, may_grow_by=100)])

    assert leaks(nothing, [Trace("files", 1), Trace("mounts of the host", 250)]) == ["files 0 → 1"]


def test_nothing_leaks():
    a_host()
    command = [sys.executable, "-m", "sandbox", "bench", "soak", "--rounds", "40", "--seed", "4"]

    soaked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert soaked.returncode == 0, soaked.stdout + soaked.stderr
