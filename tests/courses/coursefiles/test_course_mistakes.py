"""What is wrong in a course's Markdown is named with its file and line, and with what would be right."""

import shutil
from pathlib import Path

import pytest

from courses.content.facts.mistakes import CourseRefused
from courses.coursefiles.importing import checked_course
from tests.courses.folders import edit

KETTLES = "chapters/waiting/kettles"


def svg(inner: str) -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg'>{inner}</svg>".encode()


def mistakes(course: Path) -> list[str]:
    with pytest.raises(CourseRefused) as refused:
        checked_course(course)
    return [str(mistake).replace(f"{course}/", "") for mistake in refused.value.mistakes]


def test_the_example_has_none(example: Path):
    course, warnings = checked_course(example)

    assert course.key == "tea"
    assert warnings == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("course.md", "{#tea}", "", "course.md:1: The key is missing"),
        ("course.md", "{#tea}", "{#Tea Time}", "course.md:1: “Tea Time” is no key: small letters"),
        ("course.md", "first chapter: 3", "first chapter: three", "course.md:2: “three” must be a whole number"),
        ("course.md", "first chapter: 3", "chapter: 3", "course.md:2: “chapter” is not known here; known are first"),
        ("course.md", "kitchens", "kitchen", "course.md:3: The programme “kitchen” is not in programmes.md."),
        ("course.md", "chapters: waiting", "chapters: waiting, ../../etc", "“../../etc” is no key"),
        ("course.md", "chapters: waiting", "chapters: waiting\nneeds: tea", "A course cannot need itself."),
        ("programmes.md", "kind: professional", "kind: amateur", "programmes.md:2: The kind must be academic or"),
        ("programmes.md", "field: Hospitality\n", "", "programmes.md:1: The field is missing."),
        ("glossary.md", "## Waiting {#waiting}", "## Waiting {#kettle}", "glossary.md:7: Two terms have the key"),
        ("pictures.md", "two-cups.svg", "three.svg", "pictures.md:2: There is no “three.svg” in pictures."),
        ("pictures.md", "Two cups side by side, one full and one empty.", "", "need a text: say what it shows."),
        ("chapters/waiting/chapter.md", "kettles, cooks", "kettles", "cooks: chapter.md does not list this."),
        (f"{KETTLES}/section.md", "{#kettles}", "{#cattle}", "kettles” and its key is “cattle”"),
        (
            f"{KETTLES}/section.md",
            "concepts: kettle, waiting",
            "concepts: kettle, tea",
            "section.md:2: The concept “tea”",
        ),
        (f"{KETTLES}/section.md", "## Quick", "## Fast", "section.md:4: The heading “Fast” is not known here"),
        (f"{KETTLES}/section.md", "term:kettle) on first.", "term:cattle) on first.", "section.md:6: There is no term"),
        (f"{KETTLES}/section.md", "section:cooks", "section:cocks", "section.md:25: There is no section with the key"),
        (f"{KETTLES}/section.md", "Kettle: io 4", "Kettle: boil 4", "section.md:29: “boil 4” is no state"),
        (
            f"{KETTLES}/section.md",
            "The kettle needs nobody.",
            "<script>alert(1)</script>",
            "section.md:16: “<script>” is HTML",
        ),
        (f"{KETTLES}/section.md", "The kettle needs nobody.", "[x](javascript:alert(1))", None),
        (
            f"{KETTLES}/section.md",
            "The kettle needs nobody.",
            "[x](http://127.0.0.1/)",
            "section.md:16: “127.0.0.1” lies",
        ),
        (
            f"{KETTLES}/section.md",
            "The kettle needs nobody.",
            "[x](http://router.local/)",
            "“router.local” lies within",
        ),
        (f"{KETTLES}/section.md", "picture:two-cups", "https://example.org/x.png", "A picture is named by its key"),
        (f"{KETTLES}/dialogues.md", "### Student 1", "### Cook", "dialogues.md:8: The speaker must be Teacher or"),
        (f"{KETTLES}/dialogues.md", "stop: recap", "stop: now", "dialogues.md:14: The stop must be answer first or"),
        (f"{KETTLES}/memory-aids.md", "kind: rhyme", "kind: song", "memory-aids.md:2: The kind must be rhyme or"),
        (f"{KETTLES}/cards.md", "{#no-hands}", "{#breakfast}", "cards.md:1: Two parts of this section have the key"),
        (f"{KETTLES}/cards.md", "{#no-hands}", "{#overview}", "cards.md:1: The key “overview” belongs to the page"),
        (f"{KETTLES}/cards.md", "## What", "### What", "cards.md:1: Text stands before the first heading"),
        (
            f"{KETTLES}/questions.md",
            "The kettle could have boiled meanwhile.",
            "",
            "has no explanation: say why it is wrong.",
        ),
        (f"{KETTLES}/questions.md", "### [x] Put", "### Put", "questions.md:7: An option begins with [x]"),
        (f"{KETTLES}/questions.md", "[x]", "[ ]", "questions.md:1: A question of the kind “choose one”"),
        (f"{KETTLES}/exercises.md", 'print("two")', "print(two", "The solution: This does not compile"),
        (
            f"{KETTLES}/exercises.md",
            '```python\nprint("one")\n```\n\n### Sol',
            "print(1)\n\n### Sol",
            "must be one fenced block",
        ),
        (
            f"{KETTLES}/cards.md",
            "no hands?",
            "no [hands](term:nope)?",
            "cards.md:1: There is no term with the key “nope”",
        ),
        (f"{KETTLES}/cards.md", "no hands?", "no <b>hands</b>?", "cards.md:1: “<b>” is HTML"),
        (
            f"{KETTLES}/questions.md",
            "Put the kettle on",
            "Put [it](http://10.0.0.1/) on",
            "lies within a private network",
        ),
        (
            f"{KETTLES}/memory-aids.md",
            "kind: rhyme",
            "kind: rhyme\nkind: story",
            "memory-aids.md:3: “kind” stands here a",
        ),
        (f"{KETTLES}/cards.md", "Boiling.", "Boiling\n=======", "cards.md:4: This text may not have headings."),
        (f"{KETTLES}/cards.md", "{#no-hands}", "{#term-kettle}", "The key “term-kettle” belongs to the page itself"),
        (f"{KETTLES}/cards.md", "no hands?", "no \ue000token\ue001?", "that no font shows"),
        (f"{KETTLES}/examples.md", "demo: tea-pages", "demo: coffee", "examples.md:2: There is no demo with the key"),
        (f"{KETTLES}/references.md", "https://docs", "ftp://docs", "references.md:3: “ftp://docs"),
        (
            f"{KETTLES}/references.md",
            "docs.python.org",
            "10.0.0.1",
            "references.md:3: “10.0.0.1” lies within a private",
        ),
        (f"{KETTLES}/references.md", "docs.python.org", "0x7f.1", "“0x7f.1” lies within a private network"),
        (f"{KETTLES}/references.md", "https://", "https://me:secret@", "carries a name or password"),
    ],
)
def test_a_mistake_is_named_with_its_place(example: Path, file: str, old: str, new: str, told: str | None):
    edit(example / file, old, new)

    if told is None:
        checked_course(example)  # the Markdown of a javascript: address is no link: readers see it as text
    else:
        assert any(told in each for each in mistakes(example)), mistakes(example)


def test_every_mistake_is_named_not_only_the_first(example: Path):
    edit(example / KETTLES / "cards.md", "{#no-hands}", "")
    edit(example / "glossary.md", "also: water boiler", "alias: water boiler")
    (example / KETTLES / "cards.txt").write_text("a slip")

    assert len(mistakes(example)) >= 3


def test_a_missing_file_of_a_listed_section_is_a_mistake(example: Path):
    shutil.rmtree(example / KETTLES)

    assert f"{KETTLES}/section.md: This file is missing." in mistakes(example)


def test_a_fence_that_never_ends_does_not_swallow_what_follows_in_silence(example: Path):
    edit(example / KETTLES / "references.md", "How threads are started.", "```\nHow threads are started.")

    assert any("never ends" in each for each in mistakes(example))


def test_a_section_in_preparation_may_be_unfinished_and_a_finished_one_may_not(example: Path):
    edit(example / "chapters/waiting/cooks/section.md", "in preparation: yes\n", "")

    assert "chapters/waiting/cooks/section.md:1: The standard overview is missing." in mistakes(example)


def test_a_mark_of_the_byte_order_is_no_text(example: Path):
    path = example / "course.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert checked_course(example)[0].title == "Tea and Threads"


def test_a_section_without_a_usual_part_is_warned_of(example: Path):
    (example / KETTLES / "memory-aids.md").unlink()

    _, warnings = checked_course(example)
    assert [each.sentence for each in warnings] == ["This section has no memory aids."]


def test_a_drawing_may_have_gradients(example: Path):
    inner = "<defs><linearGradient id='a'><stop/></linearGradient></defs><rect fill='url(#a)' stroke='url(#a)'/>"
    (example / "pictures/two-cups.svg").write_bytes(svg(inner))

    assert checked_course(example)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "two-cups.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
            "<script> is not drawing",
        ),
        ("two-cups.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "does not act; onload would"),
        ("two-cups.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "no document type and no entities"),
        (
            "two-cups.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><use href='#a'/></svg>",
            "<use> is not drawing",
        ),
        ("two-cups.svg", svg("<g href='https://x.y/z'/>"), "leave “href” out"),
        ("two-cups.svg", svg("<g style='fill:red'/>"), "leave “style” out"),
        ("two-cups.svg", svg("<g fill='url(#a) url(https://x.y/z)'/>"), "outside itself; fill does"),
        ("two-cups.svg", svg("<clipPath id='a'/>"), "<clipPath> is not drawing"),
        ("two-cups.svg", svg("<pattern id='a'/>"), "<pattern> is not drawing"),
        ("two-cups.svg", svg("<g clip-path='url(#a)'/>"), "only fill and stroke refer to something"),
        ("two-cups.svg", svg("<g mask='url(#a)'/>"), "only fill and stroke refer to something"),
        ("two-cups.svg", svg("<g>" * 50 + "</g>" * 50), "stand 51 within each other; 50 fit"),
        ("two-cups.svg", svg("<g/>" * 10_000), "this has 10,001 elements; 10,000 fit"),
        ("two-cups.svg", svg(r"<g fill='u\72l(https://x.y/z)'/>"), "outside itself; fill does"),
        ("two-cups.svg", svg("<g fill='image-set(x)'/>"), "outside itself; fill does"),
        ("two-cups.svg", b"<?xml-stylesheet href='x'?>" + svg(""), "its style sheet is"),
        ("two-cups.svg", b"<svg xmlns='http://evil.example/'/>", "must be of the namespace"),
        ("two-cups.svg", b"<html/>", "this is no SVG."),
        ("two-cups.svg", b"not xml", "not well-formed"),
        ("two-cups.png", b"MZ a program", "this is no PNG picture"),
        ("two-cups.png", b"x" * (2 * 1_048_576 + 1), "2.0 MiB; 2 fit"),
        ("two-cups.gif", b"GIF89a", "pictures are .jpeg, .jpg, .png, .svg, .webp"),
    ],
)
def test_a_picture_that_is_none_is_refused(example: Path, name: str, content: bytes, told: str):
    (example / "pictures/two-cups.svg").unlink()
    (example / "pictures" / name).write_bytes(content)
    edit(example / "pictures.md", "two-cups.svg", name)

    assert any(told in each for each in mistakes(example)), mistakes(example)
