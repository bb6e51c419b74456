"""Every program of the demo course runs in the real sandbox, and the variants of a demo agree."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from courses.content.assignments import with_values
from courses.coursefiles.facts import DemoFacts
from courses.coursefiles.reading import read_course
from sandbox.events import End, Outcome, Stdout
from sandbox.jobs import Job
from sandbox.runner.client import running

ROOT = Path(__file__).resolve().parents[3]
COURSE, _ = read_course(ROOT / "courses" / "demo")
SMALL = {"SIZE": 1_000_000, "PAGES": 6, "DELAY": 20, "WORKERS": 3}


def last_line(demo: DemoFacts, source: str, runner_socket: Path) -> str:
    with running(runner_socket, Job(with_values(source, SMALL), files=demo.files)) as run:
        events = list(run.events())
    said = "".join(event.text for event in events if isinstance(event, Stdout))
    assert isinstance(events[-1], End)
    assert events[-1].outcome is Outcome.FINISHED, events
    return said.splitlines()[-1]


@pytest.mark.parametrize("demo", COURSE.demos, ids=lambda demo: demo.key)
def test_all_variants_end_with_the_same_last_line(demo: DemoFacts, runner_socket: Path):
    lines = {variant.key: last_line(demo, variant.source, runner_socket) for variant in demo.variants}

    assert len(lines) == 4
    assert len(set(lines.values())) == 1, lines


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_the_processes_may_be_started_in_any_way(method: str, tmp_path: Path):
    """Python 3.14 starts them by forkserver on Linux, other systems by spawn; learners take programs home."""
    demo = next(demo for demo in COURSE.demos if demo.key == "sum-of-squares")
    source = next(variant.source for variant in demo.variants if variant.key == "processes")
    start = f"\n    import multiprocessing; multiprocessing.set_start_method({json.dumps(method)})"
    program = tmp_path / "program.py"
    program.write_text(with_values(source, SMALL).replace('== "__main__":', f'== "__main__":{start}'))

    result = subprocess.run([sys.executable, program], capture_output=True, text=True)

    assert "sum: " in result.stdout, result.stderr
