"""Which model holds which facts: the attribute of the section, the row, the facts, and the pieces of a part."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import models

from courses.content.facts.parts import (
    BookChapterFacts,
    CardFacts,
    DialogueFacts,
    ExampleFacts,
    ExerciseFacts,
    Facts,
    MemoryAidFacts,
    OptionFacts,
    QuestionFacts,
    ReferenceFacts,
    TurnFacts,
)
from courses.content.models import (
    BookChapter,
    Card,
    Dialogue,
    Example,
    Exercise,
    MemoryAid,
    Option,
    Question,
    Reference,
    Turn,
)


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """What a part consists of, in order and without keys: the turns of a dialogue, the options of a question."""

    attribute: str
    row: type[models.Model]
    facts: type[Facts]
    parent: str


@dataclass(frozen=True, kw_only=True)
class PartKind:
    """`attribute` names the parts on rows and facts of a section alike; `file` is where they are written."""

    attribute: str
    row: type[models.Model]
    facts: type[Facts]
    file: str
    pieces: Pieces | None = None


TURNS = Pieces(attribute="turns", row=Turn, facts=TurnFacts, parent="dialogue")
OPTIONS = Pieces(attribute="options", row=Option, facts=OptionFacts, parent="question")
PART_KINDS: Sequence[PartKind] = (
    PartKind(attribute="dialogues", row=Dialogue, facts=DialogueFacts, file="dialogues.md", pieces=TURNS),
    PartKind(attribute="book_chapters", row=BookChapter, facts=BookChapterFacts, file="audio-book.md"),
    PartKind(attribute="examples", row=Example, facts=ExampleFacts, file="examples.md"),
    PartKind(attribute="memory_aids", row=MemoryAid, facts=MemoryAidFacts, file="memory-aids.md"),
    PartKind(attribute="cards", row=Card, facts=CardFacts, file="cards.md"),
    PartKind(attribute="questions", row=Question, facts=QuestionFacts, file="questions.md", pieces=OPTIONS),
    PartKind(attribute="exercises", row=Exercise, facts=ExerciseFacts, file="exercises.md"),
    PartKind(attribute="references", row=Reference, facts=ReferenceFacts, file="references.md"),
)


def said_by(facts: type[Facts], *besides: str) -> tuple[str, ...]:
    """The plain attributes that row and facts share: all that is compared, without the key and what is `besides`."""
    return tuple(each.name for each in fields(facts) if each.compare and each.name not in {"key", *besides})


def as_row_values(facts: Any, names: Sequence[str]) -> dict[str, Any]:
    """The values for a row: lists for tuples, as JSON gives them back."""
    values = ((name, getattr(facts, name)) for name in names)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values}


def as_fact_values(row: models.Model, names: Sequence[str]) -> dict[str, Any]:
    values = ((name, getattr(row, name)) for name in names)
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values}
