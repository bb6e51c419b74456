"""A demo as frozen records: the same whether it is checked, imported, published or compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from courses.content.facts.mistakes import Origin
from courses.content.limits import demo_limits
from courses.content.values import Choices, Range, Value
from sandbox.jobs import Limits

FILES_FOLDER = "files"
"""Where the files lie that stand beside a demo's programs."""


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

    def value_of(self, text: str) -> Value:
        """The value that a reader's text means; raises ValueRefused, with a sentence, when it is none."""
        bounds = self.bounds()
        assert bounds is not None  # no demo is published without
        return bounds.value_of(text, label=self.label)

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
    origin: Origin = field(default_factory=Origin, compare=False, repr=False)

    @property
    def folder(self) -> Path:
        return self.origin.path.parent

    @property
    def subject(self) -> str:
        """The stable key under which its runs are filed."""
        return f"demo:{self.key}"

    def limits(self) -> Limits:
        """What each of its runs may use; raises JobRefused where the sandbox allows nobody as much, or as little."""
        return demo_limits(wall_seconds=self.wall_seconds, memory_mebibytes=self.memory_mebibytes, cores=self.cores)
