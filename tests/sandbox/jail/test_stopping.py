"""Whoever of the chain dies, nothing of a run is left; a stop is heard at once whatever the program does."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from sandbox.events import Outcome, Started
from sandbox.jail.standing import Ear
from tests.sandbox.walls import behind_walls, this_host, wait_until

pytestmark = pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host")
MARK = "interleave-test-of-stopping"
LASTING = f"import os, time\nos.fork(); os.fork()\nprint('{MARK}', flush=True)\ntime.sleep(60)"


class AnEarThatStops(Ear):
    """Asks for the end as soon as the program has printed."""

    @property
    def has_asked_to_stop(self):
        self.asked_at = getattr(self, "asked_at", 0) or (time.monotonic() if self.text else 0)
        return bool(self.text)


@pytest.mark.parametrize(
    "program",
    [
        "while True: pass",
        "import time; time.sleep(60)",
        "import signal, time\nfor n in (1, 2, 15): signal.signal(n, signal.SIG_IGN)\ntime.sleep(60)",
        "import os\nfor _ in range(4): os.fork()\nwhile True: pass",
        "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
        "import threading\nlock = threading.Lock()\nlock.acquire(); lock.acquire()",
    ],
    ids=["a loop", "a sleep", "ignored signals", "sixteen loops", "a stopped process", "a deadlock"],
)
def test_a_stop_ends_a_run_whatever_it_does(program):
    run = behind_walls(f"print('begun', flush=True)\n{program}", ear=AnEarThatStops())

    assert (run.outcome, run.end.exit_code) == (Outcome.STOPPED, None)
    assert run.stdout.startswith("begun\n")


def test_times_count_from_the_start():
    run = behind_walls("print('at once')")

    assert [event.at for event in run.events if isinstance(event, Started)] == [0.0]
    assert run.events[-1].wall_seconds < 10


@pytest.mark.parametrize("victim", ["runner", "pid one", "program"])
def test_when_one_of_the_chain_is_killed_nothing_is_left(victim, tmp_path):
    with a_chain(tmp_path) as chain:
        os.kill(chain[victim], signal.SIGKILL)

        wait_until(lambda: not any(map(is_alive, set(chain.values()) - {chain["runner"]})))


def test_a_run_outlives_the_zygote_it_came_from_and_still_ends_with_the_runner(tmp_path):
    with a_chain(tmp_path) as chain:
        os.kill(chain["zygote"], signal.SIGKILL)
        wait_until(lambda: not is_alive(chain["zygote"]))

        assert is_alive(chain["program"])


@contextmanager
def a_chain(folder):
    """The processes of a run that lasts, by what they are; on leaving the runner is killed, and nothing may be left."""
    program = folder / "lasting.py"
    program.write_text(LASTING)
    with subprocess.Popen([sys.executable, "-m", "sandbox", "run", program], stdout=subprocess.PIPE, env={}) as command:
        assert command.stdout.readline().decode().strip() == MARK
        zygote, pid_one = sorted(children_of(command.pid))
        (inner,) = children_of(pid_one)
        chain = {"runner": command.pid, "zygote": zygote, "pid one": pid_one, "program": inner}
        yield chain
        command.kill()
    wait_until(lambda: not any(map(is_alive, chain.values())))


def children_of(pid):
    listing = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(each) for each in listing.stdout.split()]


def is_alive(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
