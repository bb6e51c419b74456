"""A course folder becomes rows: as a whole or not at all, and the same again when it is imported twice."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from courses.content.models import Demo
from courses.coursefiles.facts import CourseRefused
from courses.coursefiles.importing import import_course

DEMO_COURSE = Path(__file__).resolve().parents[3] / "courses" / "demo"

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the demo course that a test may spoil."""
    return shutil.copytree(DEMO_COURSE, tmp_path / "course")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def sentences(course: Path) -> list[str]:
    with pytest.raises(CourseRefused) as refused:
        import_course(course)
    return [str(mistake).replace(f"{course}/demos/", "") for mistake in refused.value.mistakes]


def test_the_demo_course_has_two_demos_in_four_variants(course: Path):
    report = import_course(course)

    assert report.new == ("sum-of-squares", "ten-pages")
    assert [demo.variants.count() for demo in Demo.objects.all()] == [4, 4]


def test_a_second_import_changes_nothing(course: Path):
    import_course(course)

    assert import_course(course).unchanged == ("sum-of-squares", "ten-pages")


def test_a_changed_demo_keeps_its_row(course: Path):
    import_course(course)
    before = Demo.objects.get(key="ten-pages").pk
    edit(course / "demos/ten-pages/demo.toml", "Ten pages from", "Some pages from")

    assert import_course(course).changed == ("ten-pages",)
    assert Demo.objects.get(key="ten-pages").pk == before


def test_a_demo_that_left_the_folder_goes(course: Path):
    import_course(course)
    shutil.rmtree(course / "demos/ten-pages")

    assert import_course(course).gone == ("ten-pages",)
    assert not Demo.objects.filter(key="ten-pages").exists()


def test_one_mistake_anywhere_and_nothing_is_imported(course: Path):
    edit(course / "demos/ten-pages/threads.py", "WORKERS = 10", "WORKERS = 6")

    assert sentences(course) == ["ten-pages/threads.py:10: WORKERS must be assigned its default, 10, in one line."]
    assert not Demo.objects.exists()


def test_every_mistake_is_named_not_only_the_first(course: Path):
    edit(course / "demos/ten-pages/threads.py", "def fetch(", "def fetch)")
    edit(course / "demos/sum-of-squares/demo.toml", 'title = "The same', 'titel = "The same')

    assert sentences(course) == [
        "sum-of-squares/demo.toml: The demo cannot have “titel”.",
        "sum-of-squares/demo.toml: The demo needs “title”.",
        "ten-pages/threads.py:13: This does not compile: unmatched ')'.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('key = "threads"', 'key = "Threads!"', "The variant's key “Threads!” must be a key"),
        ("$WORKERS", "$CREW", "names $CREW, which is no parameter of this demo."),
        ("minimum = 1\nmaximum = 8", "minimum = 9\nmaximum = 8", "needs a minimum and a maximum"),
        ("default = 4", "default = 99", "has the default 99, which it does not allow."),
        ("wall_seconds = 20", "wall_seconds = 100_000", "wall_seconds must lie between"),
        ("position = 1", 'position = "first"', "“position” of The demo must be a whole number."),
        ("[[variants]]", "[[variants", "This is no TOML"),
        ('name = "WORKERS"', 'name = "workers"', "must be named in capitals"),
    ],
)
def test_a_mistake_in_the_table_is_told_with_what_would_be_right(course: Path, old: str, new: str, sentence: str):
    edit(course / "demos/sum-of-squares/demo.toml", old, new)

    assert any(sentence in each for each in sentences(course))


def test_a_missing_program_is_named(course: Path):
    (course / "demos/ten-pages/asyncio.py").unlink()

    assert "ten-pages/asyncio.py: This file is missing." in sentences(course)


def test_bytes_that_are_no_text_are_named_with_their_line(course: Path):
    (course / "demos/ten-pages/files/page_server.py").write_bytes(b"one\ntwo \xff\n")

    assert sentences(course) == ["ten-pages/files/page_server.py:2: This is not UTF-8."]


def test_a_folder_that_is_no_course_says_so(tmp_path: Path):
    with pytest.raises(CommandError, match="no course"):
        call_command("import_course", tmp_path)


def test_the_command_says_what_it_did(course: Path, capsys: pytest.CaptureFixture[str]):
    call_command("import_course", course)

    assert "demo ten-pages: new" in capsys.readouterr().out
