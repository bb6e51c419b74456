"""What can be published can be exported and imported again, word for word; what could not come back is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone

from courses.content.facts.as_json import to_json
from courses.content.facts.mistakes import CourseRefused
from courses.content.models import Course, DemoFile, Section
from courses.content.telling import told_course
from courses.coursefiles.exporting import export_course
from courses.coursefiles.importing import import_course
from courses.publishing.publishing import publish_section
from tests.courses.folders import EXAMPLE, files_of

pytestmark = pytest.mark.django_db

type Spoil = Callable[[Course, Section], object]


def add_file(name: str, text: str) -> Spoil:
    return lambda course, _: DemoFile.objects.create(demo=course.demos.get(), name=name, text=text)


def of_the_section(**values: str) -> Spoil:
    return lambda _, section: Section.objects.filter(pk=section.pk).update(**values)


@pytest.fixture
def tea() -> Course:
    return import_course(EXAMPLE).course


@pytest.mark.parametrize(
    "spoil",
    [
        lambda course, _: course.pictures.update(text="What.\n\n## Two {#two}\n"),
        lambda course, _: course.pictures.update(text="What.\n\n```\nopen"),
        lambda course, _: course.pictures.update(text="a\x0cb"),
        lambda course, _: course.programmes.update(text="a\n\n## X {#x}"),
        lambda course, _: course.programmes.update(text="```"),
        lambda course, _: course.terms.update(also=["\u00a0a"]),
        lambda course, _: course.terms.update(also=["a\x1fb"]),
        of_the_section(body="a\x0cb"),
        of_the_section(title="a\x1fb"),
        lambda course, _: course.demos.update(summary="a\x0cb"),
        lambda course, _: course.demos.get().parameters.update(unit="\x1f"),
        lambda _, section: section.exercises.update(solution="\x0cx = 1\n"),
        lambda _, section: section.dialogues.get().turns.update(say_as="a\n\nb"),
        lambda _, section: section.cards.update(tags=["a\tb\x1f"]),
    ],
)
def test_what_could_not_come_back_is_not_published(tea: Course, spoil: Spoil):
    section = Section.objects.get(key="kettles")
    spoil(tea, section)

    with pytest.raises(CourseRefused):
        publish_section(section, by=None, now=timezone.now())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda course, _: course.pictures.update(text="Two cups.\n\n- ```\n  x\n  ```"),
        lambda course, _: course.demos.update(title="a\x7fb", question='\u2028 \x85 \\ " ?'),
        lambda course, _: course.terms.update(short="a\u00a0: b\u202f!\u00a0"),
        lambda course, _: course.programmes.update(field="a\u00a0 b"),
        of_the_section(title="10\u00a0cups\u202f!  and\x85more"),
        lambda _, section: section.dialogues.get().turns.update(say_as="ten\u00a0cups"),
        lambda _, section: section.cards.update(front="a\u00a0b  c\u2028d"),
        add_file("marked.csv", "\ufeffcups;tea\n"),
        add_file("__pycache__x.py", "x = 1\n"),
        add_file("__pycache__", "no folder\n"),
        add_file("empty.csv", ""),
    ],
)
def test_what_is_published_comes_back_word_for_word(tea: Course, tmp_path: Path, spoil: Spoil):
    section = Section.objects.get(key="kettles")
    spoil(tea, section)
    publish_section(section, by=None, now=timezone.now())
    said = to_json(told_course(Course.objects.get()))

    export_course(Course.objects.get(), tmp_path / "once")
    again = import_course(tmp_path / "once")
    export_course(again.course, tmp_path / "twice")
    assert again.report.changed == {}
    assert to_json(told_course(again.course)) == said
    assert files_of(tmp_path / "once") == files_of(tmp_path / "twice")
