"""Course folders that a test may spoil."""

import shutil
from pathlib import Path

import pytest

DEMO_COURSE = Path(__file__).resolve().parents[2] / "courses" / "demo" / "python-advance"
EXAMPLE = Path(__file__).resolve().parent / "example"
REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the demo course."""
    return shutil.copytree(DEMO_COURSE, tmp_path / "course")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the small course that has one of everything."""
    return shutil.copytree(EXAMPLE, tmp_path / "example")


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
