"""Mallory's folders: what is made to cost time or to break the reading is a mistake like any other, with its place."""

from pathlib import Path

import pytest

from courses.content.facts.mistakes import CourseRefused
from courses.content.markdown_lines import Heading, heading_in
from courses.coursefiles.importing import checked_course
from courses.coursefiles.outline import parsed
from tests.courses.folders import edit

DEMO = "demos/tea-pages/demo.toml"
KETTLES = "chapters/waiting/kettles"


def mistakes(course: Path) -> list[str]:
    with pytest.raises(CourseRefused) as refused:
        checked_course(course)
    return [str(mistake).replace(f"{course}/", "") for mistake in refused.value.mistakes]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("x = " + "[" * 20_000, f"{DEMO}: This cannot be read: it is nested too deeply."),
        ("x = " + "9" * 5_000, f"{DEMO}: This cannot be read: a number has too many digits."),
        ("wall_seconds = " + "9" * 400, f"{DEMO}:1: The limit wall_seconds must lie between 0.1 and 600."),
        ("# " + "x" * 65_536, f"{DEMO}: This has more than 64 KiB."),
    ],
)
def test_a_hostile_demo_is_refused_with_a_sentence(example: Path, line: str, told: str):
    text = (example / DEMO).read_text().replace("wall_seconds", "# wall_seconds")
    (example / DEMO).write_text(f"{line}\n{text}")

    assert told in mistakes(example)


def test_a_line_that_is_too_long_is_named(example: Path):
    edit(example / KETTLES / "cards.md", "Boiling.", "Boiling." + "x" * 100_000)

    assert f"{KETTLES}/cards.md:4: This line has 100,008 characters; 100,000 fit." in mistakes(example)


def test_a_file_that_is_too_large_is_named(example: Path):
    (example / KETTLES / "cards.md").write_text("x\n" * 600_000)

    assert f"{KETTLES}/cards.md: This has more than 1,024 KiB." in mistakes(example)


def test_blanks_without_end_are_read_in_time(example: Path):
    """Each of these took minutes while a pattern, or a list, went over the blanks again for every one of them."""
    blanks = " " * 90_000

    assert heading_in(f"# x{blanks}y") == Heading(level=1, title=f"x{blanks}y", key=None)
    assert parsed(f"# A {{#a}}\na{blanks}1\n", depth=2).children[0].text == f"a{blanks}1"
    assert parsed("# A {#a}\n" + "\n" * 500_000 + "b", depth=2).children[0].text == "b"


def test_a_list_of_keys_without_end_is_read_in_time(example: Path):
    edit(example / "course.md", "chapters: waiting", "chapters: " + "waiting, " * 10_000 + "waiting")

    assert "chapters: “waiting” is listed twice." in mistakes(example)


@pytest.mark.parametrize("text", ["## Quick\n\nx\n", "", "# One {#one}\n\n# Two {#two}\n"])
def test_a_file_without_its_one_heading_has_its_name_on_every_mistake(example: Path, text: str):
    (example / KETTLES / "section.md").write_text(text)

    found = mistakes(example)
    assert f"{KETTLES}/section.md:1: This file must have one heading of level 1" in "\n".join(found)
    assert not [each for each in found if each.startswith(".")]
