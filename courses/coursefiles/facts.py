"""What a course folder says, as frozen records: the same whether it is checked, imported or compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from courses.content.values import Choices, Range, Value


@dataclass(frozen=True, kw_only=True)
class VariantFacts:
    key: str
    label: str
    run_label: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ParameterFacts:
    """A number has `minimum`, `maximum` and `step`; a choice has `choices`."""

    name: str
    label: str
    default: Value
    unit: str = ""
    minimum: int | None = None
    maximum: int | None = None
    step: int = 1
    choices: tuple[Value, ...] = ()

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
    """`folder` is where it was read, for the mistakes' places; it is no part of what is imported."""

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
    folder: Path = field(default=Path(), compare=False)


@dataclass(frozen=True, kw_only=True)
class CourseFacts:
    demos: tuple[DemoFacts, ...]


@dataclass(frozen=True, kw_only=True, order=True)
class Mistake:
    """Something an author must mend: where it stands, and a sentence. `line` is 0 where none can be named."""

    path: Path
    line: int = 0
    sentence: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.sentence}"


class CourseRefused(ValueError):
    """The folder has mistakes, all of them named; nothing was imported."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes
