"""What fails once is played again and told; what fails twice, or in numbers, fails the whole."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ONCE = """
from pathlib import Path
def test_one():
    flag = Path(__file__).with_name("played")
    was_there = flag.exists()
    flag.touch()
    assert was_there
"""
TWICE = "def test_one(): assert False"
PASSES = "def test_one(): pass"
MANY = "\n".join(f"def test_{number}(): assert False" for number in range(4))


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """bin/test.py, for a folder of its own."""
    monkeypatch.syspath_prepend(str(Path("bin").resolve()))
    spec = importlib.util.spec_from_file_location("bin_test", "bin/test.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "LAST_FAILED", tmp_path / ".pytest_cache" / "v" / "cache" / "lastfailed")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    return module


@pytest.mark.parametrize(
    ("source", "status", "is_unsteady", "plays"),
    [(PASSES, 0, False, 1), (ONCE, 0, True, 2), (TWICE, 1, False, 2), (MANY, 1, False, 1), ("def (", 2, False, 1)],
)
def test_of_a_run_that(
    runner: ModuleType,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    source: str,
    status: int,
    is_unsteady: bool,
    plays: int,
):
    (tmp_path / "test_it.py").write_text(source)

    assert runner.played("these", ["test_it.py"], None) == status
    told = capfd.readouterr().out
    assert ("UNSTEADY" in told) is is_unsteady
    assert told.count("test: these") == 2 * plays


def test_what_an_earlier_run_remembered_does_not_count(runner: ModuleType, tmp_path: Path):
    runner.LAST_FAILED.parent.mkdir(parents=True)
    runner.LAST_FAILED.write_text('{"gone.py::a": true, "gone.py::b": true, "gone.py::c": true}')
    (tmp_path / "test_it.py").write_text(ONCE)

    assert runner.played("these", ["test_it.py"], None) == 0
