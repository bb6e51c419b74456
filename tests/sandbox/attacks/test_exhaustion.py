"""Mallory wants all of it: processes, threads, memory in every form, time that no signal ends.

The controls take what the limit forbids and a healthy host easily gives, and take it once.
"""

import subprocess
import tempfile

import pytest

from sandbox.events import Outcome
from sandbox.jail.performing import FIRST_UID
from tests.sandbox.walls import FIRST_SLOT, behind_walls, this_host, unprotected, wait_until

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host"),
]
counted = pytest.mark.parametrize("by_looking", [False, True], ids=["by cgroups where they are", "by looking"])
FORKS = """
import os, signal, time
for _ in range(100):
    try:
        if os.fork() == 0:
            time.sleep(20); os._exit(0)
    except OSError:
        pass
print("a hundred", flush=True)
time.sleep(0.5)
os.killpg(0, 15)
"""
THREADS = """
import os, threading, time
for _ in range(100):
    try:
        threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
    except RuntimeError:
        pass
print("a hundred", flush=True)
time.sleep(0.5)
os._exit(0)
"""
MEMORY = {
    "heap": "kept = b'x' * BYTES",
    "a map without name": "import mmap; kept = mmap.mmap(-1, BYTES); kept.write(b'x' * BYTES)",
    "a memory file": """
import os
file = os.memfd_create("hidden")
for _ in range(BYTES // 2**20): os.write(file, b"x" * 2**20)
""",
    "shared memory": """
import os
file = os.open("/dev/shm/interleave-test", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
os.unlink("/dev/shm/interleave-test")
for _ in range(BYTES // 2**20): os.write(file, b"x" * 2**20)
""",
    "children": """
import os, time
waits = []
for _ in range(8):
    end, other_end = os.pipe()
    if os.fork() == 0:
        kept = b"x" * (BYTES // 8); os.write(other_end, b"x"); time.sleep(1); os._exit(0)
    waits.append(end)
for end in waits:
    assert os.read(end, 1)
""",
}


@counted
@pytest.mark.parametrize("program", [FORKS, THREADS], ids=["forks", "threads"])
def test_a_bomb_is_held_whoever_runs_it(program, by_looking):
    """As root, too: there RLIMIT_NPROC would not count but for the uid that is taken first."""
    run = behind_walls(program, processes=32, by_looking=by_looking)

    assert unprotected(program, start_new_session=True) == "a hundred\n"
    assert run.outcome is Outcome.PROCESS_LIMIT


def test_between_two_looks_the_kernel_holds_a_bomb():
    program = """
        import os, time
        made = 0
        try:
            while True:
                if os.fork() == 0: os.read(os.pipe()[0], 1)
                made += 1
        except OSError:
            print(made, flush=True)
            time.sleep(5)  # until somebody has looked
        """

    run = behind_walls(program, processes=8, by_looking=True)

    assert run.outcome is Outcome.PROCESS_LIMIT
    assert not run.stdout or int(run.stdout) <= 8 + 10


@counted
@pytest.mark.parametrize("kind", MEMORY)
def test_no_form_of_memory_escapes_the_count(kind, by_looking):
    program = f"BYTES = 160 * 2**20\n{MEMORY[kind]}\nprint('taken', flush=True)\nimport time; time.sleep(0.5)"

    run = behind_walls(program, memory_mebibytes=64, by_looking=by_looking)

    assert unprotected(program) == "taken\n"
    assert run.outcome is Outcome.MEMORY_LIMIT


def test_a_sparse_file_cannot_be_large():
    program = """
        import os, tempfile
        with tempfile.TemporaryFile() as file:
            try:
                file.truncate(2**33); print("large")
            except OSError:
                print("held")
        """

    assert unprotected(program) == "large\n"
    assert behind_walls(program).stdout == "held\n"


def test_inodes_run_out_for_the_run_alone():
    program = """
        import os
        os.chdir({folder!r})
        try:
            for number in range(6000): open(str(number), "w").close()
            print("six thousand")
        except OSError:
            print("held")
        """

    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        assert unprotected(program.format(folder=folder)) == "six thousand\n"
    assert behind_walls(program.format(folder="/tmp")).stdout == "held\n"


IGNORES = "import signal, time\nfor n in (1, 2, 15): signal.signal(n, signal.SIG_IGN)\n"


@pytest.mark.parametrize(
    "program",
    [
        IGNORES + "time.sleep(60)",
        IGNORES + "while True: pass",
        "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
        "import os\nfor _ in range(5): os.fork()\nwhile True: pass",
    ],
    ids=["ignored signals", "a loop that ignores", "a stopped process", "thirty-two loops"],
)
def test_nothing_outlasts_its_time(program):
    run = behind_walls(program, wall_seconds=0.5)

    assert run.outcome is Outcome.TIME_LIMIT


def test_ignored_signals_would_outlast_it_without_walls():
    program = IGNORES + "import os\nos.kill(os.getpid(), 15)\nprint('still here')"

    assert unprotected(program) == "still here\n"


DAEMON = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 3)
        for number in range(30):
            open(PATH, "w").write(str(number)); time.sleep(0.05)
    os._exit(0)
os.wait()
print("ended")
"""


def test_a_daemon_ends_with_its_run(tmp_path):
    """Outside it writes on after its program has ended; inside, what is counted there says that nobody is left."""
    beat = tmp_path / "beat"
    assert unprotected(DAEMON.replace("PATH", repr(str(beat)))) == "ended\n"
    wait_until(lambda: beat.read_text() == "29")

    run = behind_walls(DAEMON.replace("PATH", "'/tmp/beat'"))

    assert (run.outcome, run.stdout) == (Outcome.FINISHED, "ended\n")
    assert not processes_of_tests()


def processes_of_tests():
    """Every process of the uids that root's runs take in this test's own process."""
    status = subprocess.run(["ps", "-e", "-o", "uid="], capture_output=True, text=True, check=True).stdout
    return [uid for uid in status.split() if 0 <= int(uid) - FIRST_UID - FIRST_SLOT < 1000]
