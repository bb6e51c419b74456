"""A course folder becomes rows: as a whole or not at all, and the same again when it is imported twice."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from courses.content.models import Demo
from courses.coursefiles.facts import CourseRefused
from courses.coursefiles.importing import import_course
from tests.courses.folders import edit

pytestmark = pytest.mark.django_db


def said(course: Path, capsys: pytest.CaptureFixture[str]) -> str:
    call_command("import_course", course)
    return capsys.readouterr().out


def test_the_demo_course_has_two_demos_in_four_variants(course: Path):
    report = import_course(course)

    assert report.new == ("sum-of-squares", "ten-pages")
    assert [demo.variants.count() for demo in Demo.objects.all()] == [4, 4]


def test_a_second_import_changes_nothing(course: Path):
    import_course(course)
    rows = list(Demo.objects.values_list("pk", "variants__pk", "parameters__pk", "files__pk"))

    assert import_course(course).unchanged == ("sum-of-squares", "ten-pages")
    assert list(Demo.objects.values_list("pk", "variants__pk", "parameters__pk", "files__pk")) == rows


def test_a_changed_demo_keeps_its_row(course: Path):
    import_course(course)
    before = Demo.objects.get(key="ten-pages").pk
    edit(course / "demos/ten-pages/demo.toml", "Ten pages from", "Some pages from")

    import_course(course)
    assert Demo.objects.get(title__startswith="Some pages").pk == before


def test_a_demo_that_left_the_folder_goes(course: Path):
    import_course(course)
    shutil.rmtree(course / "demos/ten-pages")

    assert import_course(course).gone == ("ten-pages",)
    assert not Demo.objects.filter(key="ten-pages").exists()


def test_one_mistake_anywhere_and_nothing_is_imported(course: Path):
    (course / "demos/ten-pages/asyncio.py").unlink()

    with pytest.raises(CourseRefused):
        import_course(course)
    assert not Demo.objects.exists()


def test_a_refused_import_leaves_what_was_there(course: Path):
    import_course(course)
    edit(course / "demos/sum-of-squares/demo.toml", "four ways", "many ways")
    (course / "demos/ten-pages/asyncio.py").unlink()

    with pytest.raises(CourseRefused):
        import_course(course)
    assert Demo.objects.get(key="sum-of-squares").title.endswith("four ways")


def test_lines_ended_by_another_system_are_no_change(course: Path):
    import_course(course)
    for program in course.rglob("*.py"):
        program.write_bytes(program.read_bytes().replace(b"\n", b"\r\n"))

    assert import_course(course).unchanged == ("sum-of-squares", "ten-pages")


def test_the_command_says_what_became_of_each_demo(course: Path, capsys: pytest.CaptureFixture[str]):
    assert "demo ten-pages: new\n" in said(course, capsys)
    assert "demo ten-pages: as it was\n" in said(course, capsys)
    shutil.rmtree(course / "demos/ten-pages")
    assert "demo ten-pages: no longer in the folder, removed\n" in said(course, capsys)


def test_the_command_says_what_of_a_demo_has_changed(course: Path, capsys: pytest.CaptureFixture[str]):
    import_course(course)
    folder = course / "demos/ten-pages"
    edit(folder / "demo.toml", "Ten pages", "Some pages")
    edit(folder / "demo.toml", "maximum = 16", "maximum = 12")
    edit(folder / "demo.toml", '[[variants]]\nkey = "asyncio"\nlabel = "asyncio"\n', "")
    (folder / "asyncio.py").unlink()

    assert "demo ten-pages: changed (title, WORKERS, asyncio.py gone)\n" in said(course, capsys)


def test_the_command_names_every_mistake_and_ends_in_failure(tmp_path: Path):
    with pytest.raises(CommandError, match=r"Nothing was imported\. Mend this first:\n.*no course\."):
        call_command("import_course", tmp_path)
