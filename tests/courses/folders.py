"""Course folders that a test may spoil."""

import shutil
from pathlib import Path

import pytest

DEMO_COURSE = Path(__file__).resolve().parents[2] / "courses" / "demo"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the demo course."""
    return shutil.copytree(DEMO_COURSE, tmp_path / "course")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
