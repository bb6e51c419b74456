"""Writes a course as the files of a folder, in their one form: importing and exporting again gives the same bytes."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from courses.content.facts.courses import ChapterFacts, CourseFacts, SectionFacts
from courses.content.models import Course
from courses.content.telling import told_course
from courses.coursefiles.layouts import CHAPTER, COURSE, PARTS, PICTURE, PROGRAMME, SECTION, TERM
from courses.coursefiles.outline import Node, written
from courses.coursefiles.writing import file_of, node_of
from courses.coursefiles.writing_demos import demo_files


class FolderTaken(ValueError):
    """The folder holds something that is no course, or another course; nothing was written."""


def export_course(course: Course, folder: Path) -> int:
    """Writes the folder and says how many files it has; what an earlier export left there and is gone, goes.

    Raises FolderTaken where something else lies there.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "course.md").is_file():
        raise FolderTaken(f"{folder} is not empty and holds no course. Name an empty folder, or a course's.")
    files = dict(course_files(told_course(course)))
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(folder).parts[0] in IN_AN_EXPORT:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return len(files)


IN_AN_EXPORT = {"course.md", "programmes.md", "glossary.md", "pictures.md", "pictures", "demos", "chapters"}


def course_files(course: CourseFacts) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every file of the course with its path in the folder."""
    yield (
        PurePosixPath("course.md"),
        one_file(
            node_of(
                course,
                COURSE,
                level=1,
                programmes=[each.key for each in course.programmes],
                chapters=[each.key for each in course.chapters],
            )
        ),
    )
    for name, things, layout in (
        ("programmes.md", course.programmes, PROGRAMME),
        ("glossary.md", course.terms, TERM),
        ("pictures.md", course.pictures, PICTURE),
    ):
        if things:
            yield PurePosixPath(name), file_of(things, layout).encode()
    for picture in course.pictures:
        yield PurePosixPath("pictures", picture.file), picture.content
    for demo in course.demos:
        for path, content in demo_files(demo):
            yield PurePosixPath("demos", demo.key, path), content
    for chapter in course.chapters:
        for path, content in chapter_files(chapter):
            yield PurePosixPath("chapters", chapter.key, path), content


def chapter_files(chapter: ChapterFacts) -> Iterator[tuple[PurePosixPath, bytes]]:
    listed = [each.key for each in chapter.sections]
    yield PurePosixPath("chapter.md"), one_file(node_of(chapter, CHAPTER, level=1, sections=listed))
    for section in chapter.sections:
        for name, content in section_files(section):
            yield PurePosixPath(section.key, name), content


def section_files(section: SectionFacts) -> Iterator[tuple[str, bytes]]:
    yield "section.md", one_file(node_of(section, SECTION, level=1))
    for name, (attribute, layout) in PARTS.items():
        if things := getattr(section, attribute):
            yield name, file_of(things, layout).encode()


def one_file(node: Node) -> bytes:
    return written(Node(level=0, children=[node])).encode()
