"""What is wrong with an exercise is named, with its line; what cannot come back as it was is not taken."""

from pathlib import Path

import pytest

from courses.content.facts.mistakes import CourseRefused
from courses.coursefiles.importing import checked_course
from tests.courses.folders import edit

FILE = "chapters/concurrency/conclusion/exercises.md"


def line_of(path: Path, text: str) -> int:
    return path.read_text().split("\n").index(text) + 1


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("no speed: Moving a number", "slow: Moving a number", "“slow” is not known here; known are kind, bound"),
        ("no speed: Moving", "no orders: no\nno speed: Moving", "and “no orders” says why not."),
        ("bound: proof\nfaster: 2.5", "faster: 2.5", "The bound must be proof or 1 preemption or 2 preemptions."),
        ("faster: 2.5", "faster: 1.0", "Say how many times as fast one must be, like faster: 2.5."),
        ("faster: 2.5", "faster: fast", "Say how many times as fast one must be, like faster: 2.5."),
        ("- no pages: `fetch_all([])` gives `[]`", "- no pages: `fetch_all([])` gives []", "A check is a line like"),
        ("- no pages: `fetch_all([])` gives `[]`", "- no pages: `fetch_all([)` gives `[]`", "is no expression"),
        ("### Hint 1\n\nWhile a thread", "### Hint 4\n\nWhile a thread", "The heading “Hint 4” is not known here"),
        ("### Hint 1\n\nWhile a thread", "### Hint 2\n\nWhile a thread", "“Hint 2” stands here a second time."),
        ("# begin\n    with Thread", "# start\n    with Thread", "stand between one line “# begin”"),
        ("has: `max_workers=len(pages)`", "has: `max_workers=size`", "not known by its signs in its own program."),
        ("axis: speed\nhas: `.start()", "axis: orders\nhas: `.start()", "fails on an axis that is not asked."),
        ("A pool needs at least one worker", "A pool <b>needs</b> at least one worker", "“<b>” is HTML"),
        ("While a thread waits", "While a [thread](term:no-such) waits", "There is no term with the key “no-such”"),
        ("### Sequential\n\n```python\nimport time\n\n\ndef fetch", "### Speedy\n\n```python\ndef fetch", "“Speedy”"),
        ("teas = [", "if __name__ == '__main__': x = (\nteas = [", "The speed program: This does not compile"),
    ],
)
def test_a_mistake_is_named(course: Path, old: str, new: str, sentence: str):
    edit(course / FILE, old, new)

    with pytest.raises(CourseRefused) as refused:
        checked_course(course)

    assert any(sentence in str(each) and f"{FILE}:" in str(each) for each in refused.value.mistakes), str(refused.value)


def test_a_check_is_named_with_its_own_line(course: Path):
    path = course / FILE
    edit(path, "- no pages: `fetch_all([])` gives `[]`", "- no pages: nothing")
    line = line_of(path, "- no pages: nothing")

    with pytest.raises(CourseRefused) as refused:
        checked_course(course)

    assert f"exercises.md:{line}: A check is a line like" in str(refused.value)


def test_an_axis_that_is_not_asked_needs_its_reason(course: Path):
    edit(course / FILE, "no speed: Moving a number from one account to the other is over too soon to be timed.\n", "")

    with pytest.raises(CourseRefused) as refused:
        checked_course(course)

    assert "Say in a sentence why this axis is not asked: no speed: …" in str(refused.value)


def test_help_without_an_axis_is_a_mistake(example: Path):
    path = example / "chapters/waiting/kettles/exercises.md"
    path.write_text(f"{path.read_text()}\n### Hint 1\n\nTwo.\n")

    with pytest.raises(CourseRefused) as refused:
        checked_course(example)

    assert "This exercise asks no axis" in str(refused.value)
