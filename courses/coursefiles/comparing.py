"""What an import did, by the names that an author knows: sections, terms, pictures, demos, and what of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from courses.content.facts.courses import CourseFacts
from courses.content.saving_demos import described_facts


@dataclass(frozen=True, kw_only=True)
class Report:
    """The things that are new, changed (and what of them), as they were, and gone: "section threads"."""

    new: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]
    unchanged: tuple[str, ...]
    gone: tuple[str, ...]


def compared(before: CourseFacts | None, after: CourseFacts) -> Report:
    there, wanted = (dict(pieces_of(course)) if course else {} for course in (before, after))
    known = [name for name in wanted if name in there]
    return Report(
        new=tuple(name for name in wanted if name not in there),
        changed={name: differences(there[name], wanted[name]) for name in known if there[name] != wanted[name]},
        unchanged=tuple(name for name in known if there[name] == wanted[name]),
        gone=tuple(name for name in there if name not in wanted),
    )


def pieces_of(course: CourseFacts) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each thing by its name, as a mapping of what it says."""
    yield (
        f"course {course.key}",
        {
            "title": course.title,
            "text": course.text,
            "first chapter": course.first_chapter,
            "needs": course.needs,
            "chapters": tuple((each.key, each.title, each.text) for each in course.chapters),
            "sections": tuple(each.key for each in course.sections()),
        },
    )
    for section in course.sections():
        said = {name: value for name, value in vars(section).items() if name != "origin"}
        yield f"section {section.key}", said
    for kind, things in (("term", course.terms), ("picture", course.pictures)):
        for each in things:
            yield f"{kind} {each.key}", {name: value for name, value in vars(each).items() if name != "origin"}
    for demo in course.demos:
        yield f"demo {demo.key}", described_facts(demo)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """The pieces that differ, "threads.py", and how where they are new or gone."""
    changed = [words(piece) for piece in after if piece in before and after[piece] != before[piece]]
    new = [f"{words(piece)} new" for piece in after if piece not in before]
    gone = [f"{words(piece)} gone" for piece in before if piece not in after]
    return (*changed, *new, *gone)


def words(piece: str) -> str:
    return piece.replace("_", " ") if piece.islower() and "." not in piece else piece
