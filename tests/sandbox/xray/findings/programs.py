"""Programs that show what a finding says, and similar ones of which it must not be said; run live by `make bench`."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "programs"


@dataclass(frozen=True, kw_only=True)
class Program:
    """`expected`: whether the finding `key` must be among those of its run. Of the other keys nothing is promised."""

    key: str
    path: Path
    expected: bool


PROGRAMS = tuple(
    Program(key=folder.name, path=folder / f"{name}.py", expected=name == "shows")
    for folder in sorted(FOLDER.iterdir())
    for name in ("shows", "silent")
)
