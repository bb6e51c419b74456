"""Each limit ends a run with its own outcome, keeps what was printed, and says what was used."""

import pytest

from sandbox.events import Outcome
from tests.sandbox.walls import behind_walls, this_host

pytestmark = pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host")
counted = pytest.mark.parametrize("by_looking", [False, True], ids=["by cgroups where they are", "by looking"])


def test_time_is_limited():
    run = behind_walls("import time; print('begun'); time.sleep(60)", wall_seconds=0.5)

    assert (run.outcome, run.end.exit_code, run.stdout) == (Outcome.TIME_LIMIT, None, "begun\n")
    assert 0.5 <= run.end.wall_seconds < 5
    assert run.end.detail.startswith("It ran for the 0.5 s allowed")


@counted
def test_cpu_time_of_all_processes_together_is_limited(by_looking):
    run = behind_walls("import os; os.fork(); os.fork()\nwhile True: pass", cpu_seconds=0.5, by_looking=by_looking)

    assert run.outcome is Outcome.TIME_LIMIT
    assert 0.4 < run.end.cpu_seconds < 5
    assert run.end.detail.startswith("Its processes used the 0.5 s of CPU time allowed")


@counted
@pytest.mark.parametrize(
    "program",
    [
        "kept = []\nwhile True: kept.append(bytes(b'x' * 1_000_000))",
        "b'x' * 1_000_000_000",
        "import mmap\nkept = []\nwhile True: kept.append(mmap.mmap(-1, 10**7)); kept[-1].write(b'x' * 10**7)",
        "file = open('/dev/shm/file', 'wb')\nwhile True: file.write(b'x' * 1_000_000)",
        "import os\nfor _ in range(8): os.fork() or (b'x' * 30_000_000, os.read(os.pipe()[0], 1))\nos.wait()",
    ],
    ids=["a list that grows", "one leap", "shared maps", "shared memory", "eight children"],
)
def test_memory_of_all_processes_together_is_limited(program, by_looking):
    run = behind_walls(f"print('begun')\n{program}", memory_mebibytes=96, by_looking=by_looking)

    assert (run.outcome, run.stdout) == (Outcome.MEMORY_LIMIT, "begun\n")
    assert run.end.peak_memory_bytes >= 95 * 2**20
    assert "MiB of the 96 MiB allowed" in run.end.detail


@counted
@pytest.mark.parametrize(
    "program",
    [
        "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(60,)).start()",
        "import os\nwhile True: os.fork()",
    ],
    ids=["threads", "processes"],
)
def test_processes_and_threads_are_limited_together(program, by_looking):
    run = behind_walls(f"print('begun', flush=True)\n{program}", processes=16, by_looking=by_looking)

    assert run.outcome is Outcome.PROCESS_LIMIT
    assert run.stdout == "begun\n"
    assert run.end.detail.startswith("It asked for more than the 16 processes and threads allowed.")


@counted
def test_as_many_threads_as_allowed_are_well(by_looking):
    run = behind_walls(
        """
        import threading, time
        threads = [threading.Thread(target=time.sleep, args=(0.2,)) for _ in range(15)]
        for each in threads: each.start()
        for each in threads: each.join()
        """,
        processes=16,
        by_looking=by_looking,
    )

    assert run.outcome is Outcome.FINISHED


def test_output_is_limited_and_kept_to_the_last_allowed_byte():
    run = behind_walls("import sys\nwhile True: print('out'); print('err', file=sys.stderr)", output_kibibytes=8)

    assert run.outcome is Outcome.OUTPUT_LIMIT
    assert len(run.stdout) + len(run.stderr) == 8 * 1024


def test_as_much_output_as_allowed_is_well():
    run = behind_walls("print('x' * 1023)", output_kibibytes=1)

    assert (run.outcome, len(run.stdout)) == (Outcome.FINISHED, 1024)


def test_a_program_that_prints_too_much_and_ends_at_once_has_passed_its_limit():
    run = behind_walls("print('x' * 2000)", output_kibibytes=1)

    assert (run.outcome, len(run.stdout)) == (Outcome.OUTPUT_LIMIT, 1024)


@pytest.mark.parametrize(
    ("program", "error"),
    [
        ("open('large', 'wb').write(b'x' * 100_000_000)", "No space left on device"),
        ("for n in range(10_000): open(f'{n}', 'w')", "No space left on device"),
        ("kept = [open('/dev/null') for _ in range(5000)]", "Too many open files"),
    ],
    ids=["bytes", "files", "descriptors"],
)
def test_files_are_limited(program, error):
    run = behind_walls(program)

    assert run.outcome is Outcome.ERROR
    assert error in run.stderr


@counted
def test_what_a_run_used_is_told_when_it_ends_well(by_looking):
    run = behind_walls(
        "kept = b'x' * 50_000_000\nimport time\nwhile time.process_time() < 0.3: pass", by_looking=by_looking
    )

    assert run.outcome is Outcome.FINISHED
    assert 0.3 <= run.end.cpu_seconds < 3
    assert 50_000_000 <= run.end.peak_memory_bytes < 90_000_000


@counted
def test_what_is_left_at_the_end_is_counted_as_well(by_looking):
    """A forkserver outlives its program, and what its children used is in its account alone."""
    run = behind_walls(
        """
        import multiprocessing, time

        def compute():
            while time.process_time() < 0.3:
                pass

        if __name__ == "__main__":
            child = multiprocessing.get_context("forkserver").Process(target=compute)
            child.start()
            child.join()
        """,
        by_looking=by_looking,
    )

    assert run.outcome is Outcome.FINISHED
    assert 0.3 <= run.end.cpu_seconds < 3
