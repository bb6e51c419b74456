"""Writes a course as the files of a folder, in their one form: importing and exporting again gives the same bytes."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from courses.content.facts.courses import ChapterFacts, CourseFacts, SectionFacts
from courses.content.models import Course
from courses.content.telling import told_course
from courses.coursefiles.folder import path_of
from courses.coursefiles.layouts import CHAPTER, COURSE, PARTS, PICTURE, PROGRAMME, SECTION, TERM
from courses.coursefiles.outline import Node, written
from courses.coursefiles.reading import IN_A_COURSE, read_key
from courses.coursefiles.writing import file_of, node_of
from courses.coursefiles.writing_demos import demo_files


class FolderTaken(ValueError):
    """The folder holds something that is no course, or another course; nothing was written."""


def export_course(course: Course, folder: Path) -> int:
    """Writes the folder and says how many files it has; what an earlier export left there and is gone, goes.

    Raises FolderTaken where something else lies there, another course too, and NoPlainName. It is written beside the
    folder first: what breaks off half-way, on a full disk, leaves the folder as it was.
    """
    check_folder(course, folder)
    files = dict(course_files(told_course(course)))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=folder.parent) as beside:
        for name, content in files.items():
            place = Path(beside, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        for entry in IN_A_COURSE:
            put_in_place(Path(beside, entry), folder / entry)
    return len(files)


def check_folder(course: Course, folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / "course.md").is_file():
        raise FolderTaken(f"{folder} is not empty and holds no course. Name an empty folder, or this course's.")
    key = read_key(folder)
    if key != course.key:
        raise FolderTaken(f"{folder} holds another course, “{key}”. Name an empty folder, or this course's.")


def put_in_place(new: Path, old: Path) -> None:
    """Old and new may each be a file, a folder, or nothing."""
    if old.is_dir():
        shutil.rmtree(old)
    else:
        old.unlink(missing_ok=True)
    if new.exists():
        new.rename(old)


def course_files(course: CourseFacts) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every file of the course with its path in the folder. Raises NoPlainName where a name would lead out of it."""
    yield (
        path_of("course.md"),
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
            yield path_of(name), file_of(things, layout).encode()
    for picture in course.pictures:
        yield path_of("pictures", picture.file), picture.content
    for demo in course.demos:
        yield from demo_files(demo)
    for chapter in course.chapters:
        yield from chapter_files(chapter)


def chapter_files(chapter: ChapterFacts) -> Iterator[tuple[PurePosixPath, bytes]]:
    listed = [each.key for each in chapter.sections]
    yield path_of("chapters", chapter.key, "chapter.md"), one_file(node_of(chapter, CHAPTER, level=1, sections=listed))
    for section in chapter.sections:
        for name, content in section_files(section):
            yield path_of("chapters", chapter.key, section.key, name), content


def section_files(section: SectionFacts) -> Iterator[tuple[str, bytes]]:
    yield "section.md", one_file(node_of(section, SECTION, level=1))
    for name, (attribute, layout) in PARTS.items():
        if things := getattr(section, attribute):
            yield name, file_of(things, layout).encode()


def one_file(node: Node) -> bytes:
    return written(Node(level=0, children=[node])).encode()
