"""A course folder becomes rows: as a whole or not at all, and the same again when it is imported twice."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Person
from courses.content.facts.mistakes import CourseRefused
from courses.content.models import Course, Demo, DemoFile, Section, SectionPublication
from courses.coursefiles.exporting import FolderTaken, export_course
from courses.coursefiles.folder import NoPlainName
from courses.coursefiles.importing import import_course
from tests.courses.folders import edit, files_of

pytestmark = pytest.mark.django_db

KETTLES = "chapters/waiting/kettles"


def said(course: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    call_command("import_course", course, *options)
    return capsys.readouterr().out


def test_the_example_becomes_rows_of_every_kind(example: Path):
    report = import_course(example).report

    section = Section.objects.get(key="kettles")
    assert report.new[0] == "course tea"
    assert [turn.stop for turn in section.dialogues.get().turns.all()] == ["answer first", "", "recap"]
    assert [option.mark for option in section.questions.get().options.all()] == ["x", ""]
    assert section.exercises.get().solution == 'print("one")\nprint("two")\n'
    assert section.chapter.course.programmes.get().field == "Hospitality"


def test_a_second_import_changes_nothing(example: Path):
    import_course(example, publish=True)
    section = Section.objects.get(key="kettles")
    rows = [*section.dialogues.values_list("pk", "turns__pk"), *section.questions.values_list("pk", "options__pk")]

    again = import_course(example, publish=True)
    section.refresh_from_db()
    assert again.report.unchanged
    assert not again.report.changed
    assert not again.published
    assert section.edits == 1
    assert [
        *section.dialogues.values_list("pk", "turns__pk"),
        *section.questions.values_list("pk", "options__pk"),
    ] == rows


def test_export_import_export_gives_the_same_bytes(example: Path, tmp_path: Path):
    course = import_course(example).course
    export_course(course, tmp_path / "once")
    export_course(import_course(tmp_path / "once").course, tmp_path / "twice")

    assert files_of(tmp_path / "once") == files_of(example)
    assert files_of(tmp_path / "twice") == files_of(example)


def test_an_export_leaves_nothing_behind_of_an_earlier_one(example: Path, tmp_path: Path):
    course = import_course(example).course
    export_course(course, tmp_path / "out")
    (tmp_path / "out" / "demos" / "stale").mkdir()
    (tmp_path / "out" / "demos" / "stale" / "demo.toml").write_text("title = 1")

    export_course(course, tmp_path / "out")
    assert files_of(tmp_path / "out") == files_of(example)


def test_an_export_does_not_write_where_something_else_lies(example: Path, tmp_path: Path):
    import_course(example)
    (tmp_path / "mine.txt").write_text("a letter")

    with pytest.raises(CommandError, match="holds no course"):
        call_command("export_course", "tea", tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "a letter"
    with pytest.raises(CommandError, match="There are: tea"):
        call_command("export_course", "coffee", tmp_path)


def test_an_export_does_not_write_over_another_course(example: Path, tmp_path: Path):
    course = import_course(example).course
    other = shutil.copytree(example, tmp_path / "other")
    edit(other / "course.md", "{#tea}", "{#coffee}")
    (other / "chapters/mine.txt").write_text("a letter")
    before = files_of(other)

    with pytest.raises(FolderTaken, match="holds another course, “coffee”"):
        export_course(course, other)
    assert files_of(other) == before


@pytest.mark.parametrize("name", ["../../../evil.txt", "/etc/evil.txt", "..", "a/b", "a\\b", "a\nb"])
def test_an_export_writes_nothing_outside_its_folder(example: Path, tmp_path: Path, name: str):
    course = import_course(example).course
    DemoFile.objects.create(demo=Demo.objects.get(), name=name, text="owned")

    with pytest.raises(NoPlainName):
        export_course(course, tmp_path / "deep" / "out")
    with pytest.raises(CommandError, match="is no plain name of a file"):
        call_command("export_course", "tea", tmp_path / "deep" / "out")
    assert sorted(tmp_path.iterdir()) == [example]


def test_a_part_that_is_changed_keeps_its_row(example: Path):
    import_course(example)
    before = Section.objects.get(key="kettles").cards.get().pk
    edit(example / KETTLES / "cards.md", "Boiling.", "Simmering.")

    report = import_course(example).report
    assert report.changed == {"section kettles": ("cards",)}
    assert Section.objects.get(key="kettles").cards.get(back="Simmering.").pk == before


def test_a_demo_that_left_the_folder_goes(example: Path):
    import_course(example)
    shutil.rmtree(example / "demos/tea-pages")
    edit(example / KETTLES / "section.md", "[Ten pages](demo:tea-pages)\n\n", "")
    edit(example / KETTLES / "examples.md", "demo: tea-pages\n", "")

    assert import_course(example).report.gone == ("demo tea-pages",)
    assert not Demo.objects.exists()


def test_a_published_section_that_left_the_folder_is_taken_out_and_keeps_its_publications(example: Path):
    import_course(example, publish=True)
    shutil.rmtree(example / KETTLES)
    edit(example / "chapters/waiting/chapter.md", "kettles, cooks", "cooks")

    import_course(example)
    section = Section.objects.get(key="kettles")
    assert section.taken_out_at is not None
    assert section.publications.count() == 1


def test_one_mistake_anywhere_and_nothing_is_imported(example: Path):
    (example / "demos/tea-pages/asyncio.py").unlink()

    with pytest.raises(CourseRefused):
        import_course(example)
    assert not Course.objects.exists()


def test_a_demo_of_another_course_is_not_taken_over(example: Path, tmp_path: Path):
    import_course(example)
    other = shutil.copytree(example, tmp_path / "other")
    edit(other / "course.md", "{#tea}", "{#coffee}")

    with pytest.raises(CourseRefused, match="is taken by a demo of “Tea and Threads”"):
        import_course(other)
    assert not Course.objects.filter(key="coffee").exists()


def test_an_import_tells_its_author_nothing_of_a_draft_of_others(example: Path, tmp_path: Path, barbara: Person):
    import_course(example)
    other = shutil.copytree(example, tmp_path / "other")
    edit(other / "course.md", "{#tea}\n", "{#coffee}\nneeds: tea, nothing\n")

    with pytest.raises(CourseRefused) as refused:
        import_course(other, by=barbara)
    told = str(refused.value)
    assert "The course “tea”, which this one needs, is not on this site." in told
    assert "The course “nothing”, which this one needs, is not on this site." in told
    assert "is taken by a demo of another course" in told


def test_an_import_may_need_what_everybody_can_read(example: Path, tmp_path: Path, barbara: Person):
    import_course(example, publish=True)
    (tmp_path / "coffee").mkdir()
    (tmp_path / "coffee/course.md").write_text("# Coffee {#coffee}\nneeds: tea\n")

    assert import_course(tmp_path / "coffee", by=barbara).course.needs.get().key == "tea"


def test_lines_ended_by_another_system_are_no_change(example: Path):
    import_course(example)
    for path in example.rglob("*.*"):
        if path.suffix in {".md", ".py", ".toml"}:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert not import_course(example).report.changed


def test_the_command_says_what_became_of_each_thing(example: Path, capsys: pytest.CaptureFixture[str]):
    assert "section kettles: new" in said(example, capsys)
    assert "things: as they were" in said(example, capsys)
    edit(example / "glossary.md", "brought to the boil", "heated")
    assert "term kettle: changed (short)" in said(example, capsys)


def test_the_command_names_every_mistake_and_changes_nothing(example: Path):
    edit(example / "glossary.md", "short: A vessel", "shirt: A vessel")

    with pytest.raises(CommandError, match=r"glossary\.md:3: “shirt” is not known here"):
        call_command("import_course", example)


def test_checking_names_what_there_is_and_changes_nothing(example: Path, capsys: pytest.CaptureFixture[str]):
    call_command("check_course", example)

    assert "“Tea and Threads” has no mistakes: 2 sections." in capsys.readouterr().out
    assert not Course.objects.exists()


def test_only_what_says_something_new_is_published(example: Path):
    import_course(example, publish=True)
    edit(example / KETTLES / "cards.md", "Boiling.", "Simmering.")

    assert import_course(example, publish=True).published == ("kettles",)
    assert SectionPublication.objects.count() == 2


def test_a_chapter_that_left_the_folder_leaves_the_export(example: Path, tmp_path: Path):
    shutil.copytree(example / "chapters/waiting", example / "chapters/steeping")
    for path in (example / "chapters/steeping").rglob("*.md"):
        text = path.read_text().replace("{#waiting}", "{#steeping}").replace("{#kettles}", "{#pots}")
        path.write_text(text.replace("{#cooks}", "{#hosts}").replace("kettles, cooks", "pots, hosts"))
    (example / "chapters/steeping/kettles").rename(example / "chapters/steeping/pots")
    (example / "chapters/steeping/cooks").rename(example / "chapters/steeping/hosts")
    edit(example / "course.md", "chapters: waiting", "chapters: waiting, steeping")
    assert import_course(example, publish=True).published == ("kettles", "pots")

    shutil.rmtree(example / "chapters/steeping")
    edit(example / "course.md", "chapters: waiting, steeping", "chapters: waiting")
    export_course(import_course(example).course, tmp_path / "out")
    assert files_of(tmp_path / "out") == files_of(example)
