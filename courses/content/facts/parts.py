"""The parts of a section as frozen records, named as their rows are: what an author says, and nothing else."""

from dataclasses import dataclass, field

from courses.content.facts.mistakes import Origin


@dataclass(frozen=True, kw_only=True)
class Facts:
    """`origin` says where it was read; it is no part of what is said."""

    origin: Origin = field(default_factory=Origin, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class TurnFacts(Facts):
    """`say_as` is what a voice reads where it differs from the text; `stop` is "", "answer first" or "recap"."""

    speaker: str
    text: str
    say_as: str = ""
    stop: str = ""


@dataclass(frozen=True, kw_only=True)
class DialogueFacts(Facts):
    key: str
    title: str
    turns: tuple[TurnFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BookChapterFacts(Facts):
    """A chapter of the audio book: the claim, why it holds, an everyday picture of it."""

    key: str
    title: str
    content: str = ""
    detail: str = ""
    example: str = ""


@dataclass(frozen=True, kw_only=True)
class ExampleFacts(Facts):
    """`demo` is the key of a demo of the course, or ""."""

    key: str
    title: str
    demo: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class MemoryAidFacts(Facts):
    key: str
    title: str
    kind: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class CardFacts(Facts):
    key: str
    front: str
    tags: tuple[str, ...] = ()
    back: str = ""


@dataclass(frozen=True, kw_only=True)
class OptionFacts(Facts):
    text: str
    is_right: bool = False
    explanation: str = ""


@dataclass(frozen=True, kw_only=True)
class QuestionFacts(Facts):
    """`concepts` are keys of the glossary's terms."""

    key: str
    title: str
    kind: str = ""
    concepts: tuple[str, ...] = ()
    text: str = ""
    options: tuple[OptionFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExerciseFacts(Facts):
    key: str
    title: str
    kind: str = ""
    text: str = ""
    starter: str = ""
    solution: str = ""


@dataclass(frozen=True, kw_only=True)
class ReferenceFacts(Facts):
    key: str
    title: str
    kind: str = ""
    link: str = ""
    text: str = ""
