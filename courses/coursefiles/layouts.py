"""How each thing of a course is written: one description, by which files are read and written alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from courses.content.facts.courses import (
    PictureFacts,
    ProgrammeFacts,
    SectionFacts,
    TermFacts,
)
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


class Kind(Enum):
    """What a field holds."""

    TEXT = auto()
    WORDS = auto()
    NUMBER = auto()
    FLAG = auto()


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How one kind of thing is written.

    `heading` is the attribute that the heading gives; `fields` are the lines below it, by name: the attribute and its
    kind; `text` is the attribute of the text, and `pieces` those of the texts below headings of their own. `programs`
    are the pieces that are one fenced program. `mark` is the attribute of what stands in brackets before the heading.
    """

    facts: type[Any]
    heading: str = "title"
    has_key: bool = True
    mark: str = ""
    fields: Mapping[str, tuple[str, Kind]] = field(default_factory=dict)
    text: str = ""
    pieces: Mapping[str, str] = field(default_factory=dict)
    programs: frozenset[str] = frozenset()
    children: str = ""
    child: "Layout | None" = None

    @property
    def depth(self) -> int:
        """How many levels of headings below its own belong to it."""
        return 1 if self.pieces or self.child else 0


def same(*names: str, kind: Kind = Kind.TEXT) -> dict[str, tuple[str, Kind]]:
    """Fields that are named like their attributes, but for underscores."""
    return {name: (name.replace(" ", "_"), kind) for name in names}


@dataclass(frozen=True, kw_only=True)
class CourseHead(Facts):
    """What course.md says: of programmes and chapters the keys alone, in their order."""

    key: str
    title: str
    first_chapter: int = 1
    needs: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class ChapterHead(Facts):
    """What chapter.md says: of its sections the keys alone, in their order."""

    key: str
    title: str
    sections: tuple[str, ...] = ()
    text: str = ""


COURSE = Layout(
    facts=CourseHead,
    fields={**same("first chapter", kind=Kind.NUMBER), **same("needs", "programmes", "chapters", kind=Kind.WORDS)},
    text="text",
)
PROGRAMME = Layout(facts=ProgrammeFacts, fields=same("kind", "grades", "curriculum", "field"), text="text")
CHAPTER = Layout(facts=ChapterHead, fields=same("sections", kind=Kind.WORDS), text="text")
SECTION = Layout(
    facts=SectionFacts,
    fields={**same("in preparation", kind=Kind.FLAG), **same("concepts", kind=Kind.WORDS)},
    pieces={"Quick": "quick", "Standard": "standard", "Detailed": "detailed", "Body": "body"},
)
TERM = Layout(facts=TermFacts, fields={**same("also", kind=Kind.WORDS), **same("short")}, text="text")
PICTURE = Layout(facts=PictureFacts, fields=same("file"), text="text")

TURN = Layout(facts=TurnFacts, heading="speaker", has_key=False, fields=same("say as", "stop"), text="text")
OPTION = Layout(facts=OptionFacts, heading="text", has_key=False, mark="mark", text="explanation")
PARTS: Mapping[str, tuple[str, Layout]] = {
    "dialogues.md": ("dialogues", Layout(facts=DialogueFacts, children="turns", child=TURN)),
    "audio-book.md": (
        "book_chapters",
        Layout(facts=BookChapterFacts, pieces={"Content": "content", "In detail": "detail", "For example": "example"}),
    ),
    "examples.md": ("examples", Layout(facts=ExampleFacts, fields=same("demo"), text="text")),
    "memory-aids.md": ("memory_aids", Layout(facts=MemoryAidFacts, fields=same("kind"), text="text")),
    "cards.md": (
        "cards",
        Layout(facts=CardFacts, heading="front", fields=same("tags", kind=Kind.WORDS), text="back"),
    ),
    "questions.md": (
        "questions",
        Layout(
            facts=QuestionFacts,
            fields={**same("kind"), **same("concepts", kind=Kind.WORDS), **same("goal")},
            text="text",
            children="options",
            child=OPTION,
        ),
    ),
    "exercises.md": (
        "exercises",
        Layout(
            facts=ExerciseFacts,
            fields=same("kind", "bound", "faster", "no work", "no orders", "no speed"),
            text="text",
            pieces={
                "Starter": "starter",
                "Solution": "solution",
                "Work": "work_program",
                "Checks": "checks",
                "Every order": "order_program",
                "Sequential": "sequential",
                "Speed": "speed_program",
                "Hint 1": "hint_1",
                "Hint 2": "hint_2",
                "Hint 3": "hint_3",
                "Puzzle": "puzzle",
                "Common mistakes": "slips",
            },
            programs=frozenset({"Starter", "Solution", "Work", "Every order", "Sequential", "Speed", "Puzzle"}),
        ),
    ),
    "references.md": ("references", Layout(facts=ReferenceFacts, fields=same("kind", "link"), text="text")),
}
"""The files of a section beside section.md: the attribute of the section that each fills, and how it is written."""
