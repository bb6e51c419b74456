"""A course and its sections as frozen records: the same whether read from files, from rows, or from a publication."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from courses.content.facts.demos import DemoFacts
from courses.content.facts.parts import (
    BookChapterFacts,
    CardFacts,
    DialogueFacts,
    ExampleFacts,
    ExerciseFacts,
    Facts,
    MemoryAidFacts,
    QuestionFacts,
    ReferenceFacts,
)

type PartFacts = (
    DialogueFacts
    | BookChapterFacts
    | ExampleFacts
    | MemoryAidFacts
    | CardFacts
    | QuestionFacts
    | ExerciseFacts
    | ReferenceFacts
)


@dataclass(frozen=True, kw_only=True)
class SectionFacts(Facts):
    """`concepts` are keys of the glossary's terms; quick, standard, detailed are the three depths of the overview."""

    key: str
    title: str
    in_preparation: bool = False
    concepts: tuple[str, ...] = ()
    quick: str = ""
    standard: str = ""
    detailed: str = ""
    body: str = ""
    dialogues: tuple[DialogueFacts, ...] = ()
    book_chapters: tuple[BookChapterFacts, ...] = ()
    examples: tuple[ExampleFacts, ...] = ()
    memory_aids: tuple[MemoryAidFacts, ...] = ()
    cards: tuple[CardFacts, ...] = ()
    questions: tuple[QuestionFacts, ...] = ()
    exercises: tuple[ExerciseFacts, ...] = ()
    references: tuple[ReferenceFacts, ...] = ()

    def parts(self) -> Iterator[PartFacts]:
        """All parts that have a key, in the order of the page."""
        yield from self.dialogues
        yield from self.book_chapters
        yield from self.examples
        yield from self.memory_aids
        yield from self.cards
        yield from self.questions
        yield from self.exercises
        yield from self.references


@dataclass(frozen=True, kw_only=True)
class ChapterFacts(Facts):
    key: str
    title: str
    text: str = ""
    sections: tuple[SectionFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TermFacts(Facts):
    """A term of the glossary; `also` are other spellings, `short` its definition in one line."""

    key: str
    title: str
    also: tuple[str, ...] = ()
    short: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class PictureFacts(Facts):
    """`file` is its name in the folder of pictures, `text` is for those who cannot see it, `content` its bytes."""

    key: str
    title: str
    file: str = ""
    text: str = ""
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, kw_only=True)
class ProgrammeFacts(Facts):
    """A path of courses: academic, by grades and curriculum, or professional, by field."""

    key: str
    title: str
    kind: str = ""
    grades: str = ""
    curriculum: str = ""
    field: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class CourseFacts(Facts):
    """`needs` are keys of courses to finish before; `first_chapter` is the number of the first chapter."""

    key: str
    title: str
    first_chapter: int = 1
    needs: tuple[str, ...] = ()
    text: str = ""
    programmes: tuple[ProgrammeFacts, ...] = ()
    chapters: tuple[ChapterFacts, ...] = ()
    terms: tuple[TermFacts, ...] = ()
    pictures: tuple[PictureFacts, ...] = ()
    demos: tuple[DemoFacts, ...] = ()

    def sections(self) -> Iterator[SectionFacts]:
        for chapter in self.chapters:
            yield from chapter.sections
