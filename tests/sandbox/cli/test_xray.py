"""`python -m sandbox run --xray` says what each thread did, as a table or as an event, and writes trace events."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sandbox.walls import a_host

ROOT = Path(__file__).resolve().parents[3]
STATES = {"cpu", "gil", "lock", "queue", "io", "sleep", "core", "unknown"}
COMPUTING = """
import threading

def compute():
    total = 0
    for number in range(2_000_000):
        total += number * number

threads = [threading.Thread(target=compute, name=f"Worker {number}") for number in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("done", end="")
"""
SLEEPING_WITH_A_LOCK = """
import threading, time

lock = threading.Lock()

def fetch():
    for _ in range(5):
        with lock:
            time.sleep(0.02)

threads = [threading.Thread(target=fetch) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""
SCRIBBLING = """
import gc, mmap, os

for each in gc.get_objects():
    for buffer in gc.get_referents(each):
        if isinstance(buffer, mmap.mmap):
            for chunk in range(1, 4):
                buffer[chunk * 16_384 + 8 : chunk * 16_384 + 4000] = os.urandom(3992)
"""


def run(program: Path, *options: str) -> subprocess.CompletedProcess[str]:
    a_host()
    command = [sys.executable, "-m", "sandbox", "run", str(program), *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "computing.py"
    path.write_text(COMPUTING)
    return path


def test_the_lanes_come_as_one_event_just_before_the_end(program: Path):
    said = [json.loads(line) for line in run(program, "--xray", "--json").stdout.splitlines()]

    assert [each["kind"] for each in said[-2:]] == ["lanes", "end"]
    assert {each["kind"] for each in said[:-2]} == {"starting", "started", "stdout"}
    names = [lane["name"] for lane in said[-2]["lanes"]]
    assert names == ["MainThread", "Worker 1", "Worker 2"]
    assert all(set(lane["seconds"]) == STATES for lane in said[-2]["lanes"])


def test_a_finding_has_its_key_its_sentence_and_its_lines(tmp_path: Path):
    program = tmp_path / "sleeping.py"
    program.write_text(SLEEPING_WITH_A_LOCK)

    lanes = json.loads(run(program, "--xray", "--json").stdout.splitlines()[-2])

    [found] = lanes["findings"]
    assert set(found) == {"key", "sentence", "lines"}
    assert (found["key"], found["lines"]) == ("lock-during-io", [9])
    assert "“lock”" in found["sentence"]


def test_a_program_that_writes_over_its_record_gets_no_lanes_that_never_were(tmp_path: Path):
    program = tmp_path / "main.py"
    program.write_text(SCRIBBLING)

    lanes = json.loads(run(program, "--xray", "--json").stdout.splitlines()[-2])

    assert lanes["damaged"] > 0
    assert len(lanes["lanes"]) == 1


def test_a_person_reads_a_table_below_the_output_and_above_the_last_line(program: Path):
    lines = run(program, "--xray").stdout.splitlines()

    assert lines[0] == "done"
    heads = lines[1].removesuffix("unrecorded").split()  # where a busy host kept the observer from looking
    assert heads == ["seconds", "on", "CPU", "GIL", "(est.)", "lock", "queue", "I/O", "asleep", "core"]
    assert [line.split("  ")[0] for line in lines[2:5]] == ["MainThread", "Worker 1", "Worker 2"]
    assert lines[-1].startswith("Finished after")


def test_a_trace_is_written_in_the_trace_event_format(program: Path, tmp_path: Path):
    trace = tmp_path / "trace.json"

    run(program, "--trace", str(trace))

    events = json.loads(trace.read_text())["traceEvents"]
    assert {"M", "X"} <= {event["ph"] for event in events}


def test_a_trace_that_cannot_be_written_is_refused_before_the_program_runs(program: Path, tmp_path: Path):
    done = run(program, "--trace", str(tmp_path / "nowhere" / "trace.json"))

    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert done.stdout == ""


def test_without_it_nothing_is_said_of_lanes(program: Path):
    assert '"lanes"' not in run(program, "--json").stdout
