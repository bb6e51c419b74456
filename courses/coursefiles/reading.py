"""Reads a course folder into facts; what cannot be read is a mistake, and reading goes on, to name them all."""

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Any

from courses.content.facts.courses import ChapterFacts, CourseFacts, PictureFacts, SectionFacts
from courses.content.facts.keys import is_key
from courses.content.facts.mistakes import Mistake, Origin
from courses.content.markdown_lines import is_left_open
from courses.coursefiles.folder import entries_of, read_bytes, read_text
from courses.coursefiles.layouts import CHAPTER, COURSE, PARTS, PICTURE, PROGRAMME, SECTION, TERM, ChapterHead, Layout
from courses.coursefiles.outline import parsed
from courses.coursefiles.reading_demos import read_demos
from courses.coursefiles.taking import Taker

IN_A_COURSE = {"course.md", "programmes.md", "glossary.md", "pictures.md", "pictures", "demos", "chapters"}
NO_COURSE = "There is no course.md here: this is no course's folder."


def read_course(folder: Path) -> tuple[CourseFacts | None, list[Mistake]]:
    """What the folder says, as far as it can be read, and every mistake that reading met.

    None where there is no course.md to begin with.
    """
    if not (folder / "course.md").is_file():
        return None, [Mistake(path=folder, sentence=NO_COURSE)]
    mistakes: list[Mistake] = []
    head = read_one(folder / "course.md", COURSE, mistakes)
    programmes = {each.key: each for each in read_all(folder / "programmes.md", PROGRAMME, mistakes)}
    missing = [key for key in head.programmes if key not in programmes]
    mistakes += [
        head.origin.mistake(f"The programme “{key}” is not in programmes.md.", at="programmes") for key in missing
    ]
    course = CourseFacts(
        key=head.key,
        title=head.title,
        first_chapter=head.first_chapter,
        needs=head.needs,
        text=head.text,
        programmes=tuple(programmes[key] for key in dict.fromkeys(head.programmes) if key in programmes),
        chapters=read_chapters(folder / "chapters", head.chapters, mistakes),
        terms=read_all(folder / "glossary.md", TERM, mistakes),
        pictures=tuple(read_pictures(folder, mistakes)),
        demos=read_demos(folder / "demos", mistakes),
        origin=head.origin,
    )
    strangers(folder, IN_A_COURSE, mistakes)
    return course, mistakes


def read_one(path: Path, layout: Layout, mistakes: list[Mistake]) -> Any:
    """The thing of which a file tells below its one heading."""
    taker, text = Taker(path, mistakes), read_text(path, mistakes)
    outline = parsed(text or "", depth=1 + layout.depth)
    if len(outline.children) == 1 and outline.children[0].level == 1:
        return taker.take(outline.children[0], layout)
    if text is not None:
        taker.note(1, "This file must have one heading of level 1, and begin with it: # Title {#key}")
    return layout.facts(key="", title="", origin=Origin(path=path, lines={"": 1}))


def read_all(path: Path, layout: Layout, mistakes: list[Mistake]) -> tuple[Any, ...]:
    """The things of a file, each below a heading of level 2; none where there is no such file."""
    if not path.is_file():
        return ()
    taker, text = Taker(path, mistakes), read_text(path, mistakes) or ""
    if is_left_open(text):
        taker.note(text.count("\n") + 1, "A fenced block begins and never ends: close it with a line ```.")
    outline = parsed(text, depth=2 + layout.depth)
    if outline.text:
        taker.note(outline.text_line, "Text stands before the first heading: each thing begins with ## and its title.")
    for node in outline.children:
        if node.level != 2:
            taker.note(node.line, "A heading of another level stands here: each thing begins with ##.")
    return tuple(taker.take(node, layout) for node in outline.children if node.level == 2)


def read_chapters(folder: Path, keys: tuple[str, ...], mistakes: list[Mistake]) -> tuple[ChapterFacts, ...]:
    chapters = [read_chapter(folder / key, mistakes) for key in listed_folders(folder, keys, mistakes)]
    if folder.is_dir():
        strangers(folder, keys, mistakes, listing="course.md")
    return tuple(chapters)


def listed_folders(folder: Path, keys: tuple[str, ...], mistakes: list[Mistake]) -> list[str]:
    """The keys that are keys: no other text leads out of the folder."""
    for key, times in Counter(keys).items():
        if not is_key(key):
            mistakes.append(Mistake(path=folder, sentence=f"“{key[:60]}” is no key, so there can be no such folder."))
        elif times > 1:
            mistakes.append(Mistake(path=folder, sentence=f"“{key}” is listed twice."))
    return [key for key in dict.fromkeys(keys) if is_key(key)]


def read_chapter(folder: Path, mistakes: list[Mistake]) -> ChapterFacts:
    head: ChapterHead = read_one(folder / "chapter.md", CHAPTER, mistakes)
    check_name(folder, head.key, mistakes)
    sections = [read_section(folder / key, mistakes) for key in listed_folders(folder, head.sections, mistakes)]
    if folder.is_dir():
        strangers(folder, {*head.sections, "chapter.md"}, mistakes, listing="chapter.md")
    return ChapterFacts(key=head.key, title=head.title, text=head.text, sections=tuple(sections), origin=head.origin)


def check_name(folder: Path, key: str, mistakes: list[Mistake]) -> None:
    if key and key != folder.name:
        mistakes.append(Mistake(path=folder, sentence=f"The folder is named “{folder.name}” and its key is “{key}”."))


def read_section(folder: Path, mistakes: list[Mistake]) -> SectionFacts:
    section = read_one(folder / "section.md", SECTION, mistakes)
    check_name(folder, section.key, mistakes)
    parts: dict[str, Any] = {
        attribute: read_all(folder / name, layout, mistakes) for name, (attribute, layout) in PARTS.items()
    }
    if folder.is_dir():
        strangers(folder, {"section.md", *PARTS}, mistakes)
    said = {name: getattr(section, name) for name in section.__dataclass_fields__ if name not in parts}
    return SectionFacts(**said, **parts)


def read_pictures(folder: Path, mistakes: list[Mistake]) -> list[PictureFacts]:
    """The pictures with their bytes. A file that nothing names is a mistake, and so is a name without a file."""
    told = read_all(folder / "pictures.md", PICTURE, mistakes)
    there = {path.name: path for path in entries_of(folder / "pictures")} if (folder / "pictures").is_dir() else {}
    unnamed = sorted(there.keys() - {each.file for each in told})
    mistakes += [Mistake(path=there[name], sentence="Nothing in pictures.md names this picture.") for name in unnamed]
    pictures = []
    for each in told:
        if each.file not in there:
            mistakes.append(each.origin.mistake(f"There is no “{each.file[:60]}” in pictures.", at="file"))
        else:
            said = {name: getattr(each, name) for name in ("key", "title", "file", "text", "origin")}
            pictures.append(PictureFacts(**said, content=read_bytes(there[each.file], mistakes)))
    return pictures


def strangers(folder: Path, known: Collection[str], mistakes: list[Mistake], *, listing: str = "") -> None:
    """What lies in the folder and would be left behind: most often a slip in a name."""
    for path in entries_of(folder):
        if path.name not in known:
            sentence = f"{listing} does not list this." if listing else f"Known here are {', '.join(sorted(known))}."
            mistakes.append(Mistake(path=path, sentence=sentence))


def read_key(folder: Path) -> str:
    """The key of the course in a folder, "" where none can be read."""
    mistakes: list[Mistake] = []
    key: str = read_one(folder / "course.md", COURSE, mistakes).key
    return key
