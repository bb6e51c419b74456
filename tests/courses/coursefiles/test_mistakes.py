"""Every mistake of a course folder is named with its place and with what would be right, all of them at once."""

from pathlib import Path

import pytest

from courses.content.facts.mistakes import CourseRefused
from courses.coursefiles.importing import checked_course
from tests.courses.folders import REPOSITORY, edit

TOML, THREADS = "sum-of-squares/demo.toml", "sum-of-squares/threads.py"
BOUNDS = "minimum = 1\nmaximum = 8"


def mistakes(course: Path) -> list[str]:
    with pytest.raises(CourseRefused) as refused:
        checked_course(course)
    return [str(mistake).replace(f"{course}/demos/", "") for mistake in refused.value.mistakes]


def test_the_demo_course_has_none(course: Path):
    assert [demo.key for demo in checked_course(course)[0].demos] == ["sticker-albums", "sum-of-squares", "ten-pages"]


def test_every_mistake_is_named_not_only_the_first(course: Path):
    edit(course / "demos/ten-pages/threads.py", "def fetch(", "def fetch)")
    edit(course / "demos/ten-pages/processes.py", "WORKERS = 10", "WORKERS = 6")
    edit(course / f"demos/{TOML}", 'title = "The same', 'titel = "The same')

    assert mistakes(course) == [
        "sum-of-squares/demo.toml: “title” is missing.",
        (
            "sum-of-squares/demo.toml:1: “titel” is not known here; known are title, summary, question, position,"
            " wall_seconds, memory_mebibytes, cores, variants, parameters."
        ),
        "ten-pages/processes.py:11: WORKERS must be assigned its default, 10, in one line.",
        "ten-pages/threads.py:14: This does not compile: unmatched ')'.",
    ]


def test_the_authors_guide_names_every_field_that_is_read(course: Path):
    edit(course / f"demos/{TOML}", "position = 1", "positions = 1")
    edit(course / f"demos/{TOML}", 'label = "Sequential"', 'label = "Sequential"\nlabels = 1')
    edit(course / f"demos/{TOML}", 'name = "WORKERS"', 'name = "WORKERS"\nnames = 1')
    guide = (REPOSITORY / "docs/instructors/demos.md").read_text()

    fields = [each for told in mistakes(course) for each in told.partition("known are ")[2].rstrip(".").split(", ")]
    assert len(fields) == 20
    assert all(f"`{field}`" in guide or f"`[[{field}]]`" in guide for field in fields)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('title = "The same sum of squares, four ways"', 'title = " "', "demo.toml:1: “title” is empty."),
        ("The same sum", r"The \u0000same sum", "demo.toml:1: “title” holds a control character."),
        ("The same sum", "The same sum " * 12, "is too long: a title holds 120 characters."),
        ("position = 1", 'position = "first"', "demo.toml:4: “position” must be a whole number."),
        ("position = 1", "position = -1", "demo.toml:4: The position must lie between 0 and 32,767."),
        ("wall_seconds = 20", "wall_seconds = nan", "demo.toml:5: The limit wall_seconds must lie between"),
        ("cores = 2", "cores = 65", "demo.toml:7: The limit cores must lie between 1 and 64."),
        ("[[variants]]", "[[variants", "demo.toml:9: This is no TOML"),
        ('key = "threads"', 'key = "Threads!"', "demo.toml:14: “Threads!” is no key: small letters"),
        ('key = "threads"', r'key = "a\u0000b"', "demo.toml:14: Variant 2: “key” holds a control character."),
        ('key = "threads"', 'key = "sequential"', "demo.toml:14: “sequential” stands here a second time"),
        ("$WORKERS", "$CREW", "demo.toml:16: The run label “Threads, $CREW” names $CREW, which is no parameter"),
        ("Threads, $", "Threads, $ ", "has a $ without a parameter's name; a plain one is written $$."),
    ],
)
def test_a_mistake_about_the_demo_or_a_variant(course: Path, old: str, new: str, told: str):
    edit(course / f"demos/{TOML}", old, new)

    assert any(told in each for each in mistakes(course))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('label = "Workers"', 'label = ""', "demo.toml:29: Parameter 1: “label” is empty."),
        ('label = "Workers"', "label = 3", "demo.toml:29: Parameter 1: “label” must be text."),
        ('name = "WORKERS"', 'name = "workers"', "demo.toml:28: “workers” is no parameter's name: capitals"),
        (BOUNDS, "minimum = 9\nmaximum = 8", "demo.toml:27: WORKERS needs choices, or a minimum and a maximum"),
        (BOUNDS, "", "demo.toml:27: WORKERS needs choices, or a minimum and a maximum"),
        (BOUNDS, f"{BOUNDS}\nstep = 0", "demo.toml:32: WORKERS needs a step of 1 or more."),
        (BOUNDS, f"{BOUNDS}\nchoices = [4]", "demo.toml:32: WORKERS has choices and bounds"),
        (BOUNDS, "choices = [4, true]", "demo.toml:30: Parameter 1: “choices” must be text or a whole number."),
        (BOUNDS, 'choices = [4, "4"]', "demo.toml:30: “4” stands here a second time"),
        ("maximum = 48_000_000", f"maximum = {10**18}", "The maximum must not have more than 18 digits."),
        ("default = 4", "default = 99", "demo.toml:32: WORKERS has the default 99, which it does not allow."),
        ("maximum = 8\ndefault = 4", "maximum = 8", "demo.toml:27: Parameter 1: “default” is missing."),
    ],
)
def test_a_mistake_about_a_parameter(course: Path, old: str, new: str, told: str):
    edit(course / f"demos/{TOML}", old, new)

    assert any(told in each for each in mistakes(course))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("WORKERS = 4", "WORKERS = 5", "7: WORKERS must be assigned its default, 4, in one line."),
        ("WORKERS = 4", "WORKERS = 2 + 2", "7: WORKERS must be assigned its default, 4, in one line."),
        ("WORKERS = 4", "WORKERS: int = 4", "7: WORKERS is used here, and the program has no line “WORKERS = 4”"),
        ("WORKERS = 4", "WORKERS = 4\nWORKERS += 1", "8: WORKERS is assigned a second time"),
        ("Executor(WORKERS)", "Executor()", "7: WORKERS is set and never used: it would change nothing."),
        ("total = 0", "return\n    total = \\d", "14: This does not compile: unexpected character after line"),
        ("total = 0", r'total = "\d"', r"13: Python warns: invalid escape sequence '\d'."),
        ("total = 0", f"total = {'-' * 50_000}0", " This does not compile: it is nested too deeply."),
        ("if __name__", "return 1\n\nif __name__", "20: This does not compile: 'return' outside function."),
        ("total = 0", "#" * 65_536, " The program is 66,"),
    ],
)
def test_a_mistake_in_a_program(course: Path, old: str, new: str, told: str):
    edit(course / f"demos/{THREADS}", old, new)

    assert any(f"{THREADS}:{told}" in each for each in mistakes(course))


def test_a_parameter_that_no_program_uses_is_named(course: Path):
    parameter = '\n[[parameters]]\nname = "CREW"\nlabel = "Crew"\nminimum = 1\nmaximum = 2\ndefault = 1\n'
    edit(course / f"demos/{TOML}", '\n[[parameters]]\nname = "PARTS"', f'{parameter}\n[[parameters]]\nname = "PARTS"')

    assert mistakes(course) == [f"{TOML}:35: No program has a line “CREW = …”: the parameter would change nothing."]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("page_server.py", b"one\ntwo \xff\n", "page_server.py:2: This is not UTF-8."),
        ("page_server.py", b"def broken(:\n", "page_server.py:1: This does not compile: invalid syntax."),
        ("page_server.py", b"#" * 65_537, "page_server.py: The file page_server.py is 65,537 bytes long"),
        ("main.py", b"", "main.py: main.py is the program itself"),
    ],
)
def test_a_mistake_in_a_file_beside_the_programs_is_told_once(course: Path, name: str, content: bytes, told: str):
    (course / "demos/ten-pages/files" / name).write_bytes(content)

    assert [told in each for each in mistakes(course)] == [True]


def test_too_many_files_are_counted(course: Path):
    for number in range(16):
        (course / f"demos/ten-pages/files/page-{number}.txt").write_text("a page")

    assert mistakes(course) == ["ten-pages/files: 17 files lie beside the programs; at most 16 can."]


def test_a_missing_program_is_named(course: Path):
    (course / "demos/ten-pages/asyncio.py").unlink()

    assert mistakes(course) == ["ten-pages/asyncio.py: This file is missing."]


def test_an_empty_program_is_named(course: Path):
    (course / "demos/ten-pages/asyncio.py").write_text("\n")

    assert mistakes(course) == ["ten-pages/asyncio.py: This program is empty."]


def test_a_program_that_nothing_names_is_named(course: Path):
    (course / "demos/ten-pages/futures.py").write_text("print(1)\n")

    assert mistakes(course)[0].startswith("ten-pages/futures.py: Nothing in demo.toml names this")


def test_a_key_is_no_way_out_of_the_folder(course: Path):
    (course / "secret.py").write_bytes(b"\xff")
    edit(course / f"demos/{TOML}", 'key = "threads"', 'key = "../../secret"')

    assert not any("UTF-8" in each for each in mistakes(course))


def test_what_python_and_systems_leave_behind_is_passed_over(course: Path):
    (course / "demos/ten-pages/files/__pycache__").mkdir()
    (course / "demos/ten-pages/.DS_Store").write_bytes(b"\xff")

    assert checked_course(course)


def test_an_empty_course_is_a_wrong_path_rather_than_a_wish(tmp_path: Path):
    (tmp_path / "demos").mkdir()

    assert mistakes(tmp_path) == [f"{tmp_path}: There is no course.md here: this is no course's folder."]
