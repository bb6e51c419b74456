"""Learners take programs home: they run with a plain Python, whichever way it starts processes."""

import subprocess
import sys
from pathlib import Path

import pytest

from courses.content.assignments import with_values
from courses.content.facts.demos import DemoFacts
from courses.coursefiles.importing import checked_course
from tests.courses.folders import DEMO_COURSE

DEMOS = {demo.key: demo for demo in checked_course(DEMO_COURSE)[0].demos}
GUARD = 'if __name__ == "__main__":\n'


def plain_run(folder: Path, demo: DemoFacts, source: str) -> subprocess.CompletedProcess[str]:
    (folder / "main.py").write_text(with_values(source, {"SIZE": 100_000, "DELAY": 10, "WORKERS": 2}))
    for name, text in demo.files.items():
        (folder / name).write_text(text)
    return subprocess.run([sys.executable, "main.py"], cwd=folder, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("demo", DEMOS.values(), ids=DEMOS)
@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_processes_may_be_started_in_any_way(demo: DemoFacts, method: str, tmp_path: Path):
    """By forkserver on Linux from Python 3.14 on, by spawn on other systems."""
    source = next(variant.source for variant in demo.variants if variant.key == "processes")
    start = f"{GUARD}    import multiprocessing\n    multiprocessing.set_start_method({method!r})\n"

    result = plain_run(tmp_path, demo, source.replace(GUARD, start))

    assert result.returncode == 0, result.stderr
    assert not result.stderr


@pytest.mark.parametrize("demo", DEMOS.values(), ids=DEMOS)
def test_no_program_works_when_it_is_only_imported(demo: DemoFacts, tmp_path: Path):
    for variant in demo.variants:
        assert variant.source.count(GUARD) == 1
        assert plain_run(tmp_path, demo, variant.source.replace('"__main__"', '"elsewhere"')).stdout == ""
