"""The programs that the race lab starts with: files in `programs/`, which anybody may explore as they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.jobs import shown
from sandbox.runs.refusals import CannotBeRun

FOLDER = Path(__file__).parent / "programs"
LABELS = {
    "lost-update": "Lost update",
    "lock": "With a lock",
    "two-locks": "Two locks",
    "condition-if": "Condition with if",
}
"""In the order in which they are offered; the first one is shown at the start."""


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """A program with the key of its file: "two-locks" is `programs/two_locks.py`; or one that was opened.

    `is_authored`: anybody may explore it as it stands · `came_from`: fields by which an opened one is found again:
    see `opening.py`.
    """

    key: str
    label: str
    source: str
    is_authored: bool = True
    came_from: Mapping[str, str] = field(default_factory=dict)


def _read(key: str) -> str:
    return (FOLDER / f"{key.replace('-', '_')}.py").read_text(encoding="utf-8")


SHIPPED = {key: Shipped(key=key, label=label, source=_read(key)) for key, label in LABELS.items()}


def shipped(key: str) -> Shipped:
    """Raises CannotBeRun where there is no such program."""
    if key not in SHIPPED:
        raise CannotBeRun(f"The race lab has no program “{shown(key)}”. It has {', '.join(SHIPPED)}.")
    return SHIPPED[key]
