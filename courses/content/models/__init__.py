"""What a course says, as rows: the outline, the parts of its sections, what they share, and what was published."""

from courses.content.models.demos import Demo, DemoFile, Variant
from courses.content.models.glossary import Picture, Term
from courses.content.models.outline import AuthorRole, Chapter, Course, CourseAuthor, Section
from courses.content.models.parameters import Parameter
from courses.content.models.parts import (
    AidKind,
    BookChapter,
    Card,
    Dialogue,
    Example,
    MemoryAid,
    Part,
    Reference,
    ReferenceKind,
    Speaker,
    Stop,
    Turn,
)
from courses.content.models.practice import Exercise, ExerciseKind, Option, OrderBound, Question
from courses.content.models.programmes import Programme, ProgrammeKind
from courses.content.models.publications import (
    CoursePublication,
    DemoPublication,
    Immutable,
    PublishedPicture,
    SectionPublication,
)

__all__ = [
    "AidKind",
    "AuthorRole",
    "BookChapter",
    "Card",
    "Chapter",
    "Course",
    "CourseAuthor",
    "CoursePublication",
    "Demo",
    "DemoFile",
    "DemoPublication",
    "Dialogue",
    "Example",
    "Exercise",
    "ExerciseKind",
    "Immutable",
    "MemoryAid",
    "Option",
    "OrderBound",
    "Parameter",
    "Part",
    "Picture",
    "Programme",
    "ProgrammeKind",
    "PublishedPicture",
    "Question",
    "Reference",
    "ReferenceKind",
    "Section",
    "SectionPublication",
    "Speaker",
    "Stop",
    "Term",
    "Turn",
    "Variant",
]
