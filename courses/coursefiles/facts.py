"""What a course folder says, as frozen records: the same whether it is checked, imported or compared."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from courses.content.limits import demo_limits
from courses.content.values import Choices, Range, Value
from sandbox.jobs import Limits

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_key(text: str) -> bool:
    """Small letters, digits and single hyphens: safe in addresses and in the names of files."""
    return KEY.fullmatch(text) is not None


@dataclass(frozen=True, kw_only=True, order=True)
class Mistake:
    """Something an author must mend: where it stands, and a sentence. `line` is 0 where none can be named."""

    path: Path
    line: int = 0
    sentence: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.sentence}"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The file in which something was read, and the lines at which its tables and fields stand."""

    path: Path = field(default=Path())
    lines: Mapping[str, int] = field(default_factory=dict)

    def mistake(self, sentence: str, *, at: str = "") -> Mistake:
        """A mistake at a field, "variants.2.label", or where its table begins when the field has no line."""
        table = at.rpartition(".")[0]
        return Mistake(path=self.path, line=self.lines.get(at) or self.lines.get(table, 0), sentence=sentence)


@dataclass(frozen=True, kw_only=True)
class VariantFacts:
    """`place` is its table in demo.toml, "variants.2"."""

    key: str
    label: str
    run_label: str
    source: str
    place: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class ParameterFacts:
    """A number has `minimum`, `maximum` and `step`; a choice has `choices`. Without a default it is a mistake."""

    name: str
    label: str
    default: Value | None
    unit: str = ""
    minimum: int | None = None
    maximum: int | None = None
    step: int = 1
    choices: tuple[Value, ...] = ()
    place: str = field(default="", compare=False)

    @property
    def kind(self) -> str:
        return "choice" if self.choices else "number"

    def bounds(self) -> Range | Choices | None:
        """None while the bounds are not complete: a mistake that the checker names."""
        if self.choices:
            return Choices(values=self.choices)
        if self.minimum is None or self.maximum is None or self.minimum > self.maximum:
            return None
        return Range(minimum=self.minimum, maximum=self.maximum)


@dataclass(frozen=True, kw_only=True)
class DemoFacts:
    """`origin` is its demo.toml, for the mistakes' places; it is no part of what is imported."""

    key: str
    title: str
    summary: str
    question: str = ""
    position: int = 0
    wall_seconds: float = 20.0
    memory_mebibytes: int = 512
    cores: int = 2
    variants: tuple[VariantFacts, ...] = ()
    parameters: tuple[ParameterFacts, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    origin: Origin = field(default_factory=Origin, compare=False)

    @property
    def folder(self) -> Path:
        return self.origin.path.parent

    def limits(self) -> Limits:
        """What each of its runs may use; raises JobRefused where the sandbox allows nobody as much, or as little."""
        return demo_limits(wall_seconds=self.wall_seconds, memory_mebibytes=self.memory_mebibytes, cores=self.cores)


@dataclass(frozen=True, kw_only=True)
class CourseFacts:
    demos: tuple[DemoFacts, ...]


class CourseRefused(ValueError):
    """The folder has mistakes, all of them named; nothing was imported."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes
