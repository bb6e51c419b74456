"""What an author must mend, and where it stands: in a file, in a row, or in both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True, order=True)
class Mistake:
    """Something an author must mend: where it stands, and a sentence. `line` is 0 where none can be named.

    `row` is the model and the primary key of what was read from a row, and `at` the field. A warning does not keep
    a section from being published.
    """

    path: Path
    line: int = 0
    sentence: str
    at: str = field(default="", compare=False)
    row: tuple[str, int] | None = field(default=None, compare=False)
    is_warning: bool = False

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {'(warning) ' if self.is_warning else ''}{self.sentence}"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where something was read: the file, the lines of its tables and fields, and the row if there is one.

    What comes from rows names the file into which it would be exported.
    """

    path: Path = field(default=Path())
    lines: Mapping[str, int] = field(default_factory=dict)
    row: tuple[str, int] | None = None

    def mistake(self, sentence: str, *, at: str = "", is_warning: bool = False) -> Mistake:
        """A mistake at a field, "variants.2.label", or where its table begins when the field has no line."""
        table = at.rpartition(".")[0]
        line = self.lines.get(at) or self.lines.get(table) or self.lines.get("", 0)
        return Mistake(path=self.path, line=line, sentence=sentence, at=at, row=self.row, is_warning=is_warning)


def told_place(place: str) -> str:
    """What a sentence about a table begins with, "Variant 2: ", for whom it has no line; "" about the file's own."""
    table, _, number = place.partition(".")
    return f"{table.removesuffix('s').capitalize()} {number}: " if table else ""


class CourseRefused(ValueError):
    """The course has mistakes, all of them named; nothing was changed."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = sorted(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))
