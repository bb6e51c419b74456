"""The course that ships: whole, in its one form, and saying nothing that cannot be followed up."""

from pathlib import Path

import pytest

from courses.content.models import Section
from courses.coursefiles.exporting import export_course
from courses.coursefiles.importing import checked_course, import_course
from courses.publishing.freezing import words_in
from tests.courses.folders import DEMO_COURSE, files_of

COURSE, WARNINGS = checked_course(DEMO_COURSE)
CONCLUSION = next(section for section in COURSE.sections() if section.key == "conclusion")


def test_it_has_neither_mistakes_nor_warnings():
    assert WARNINGS == ()


def test_its_export_equals_its_source(db: None, tmp_path: Path):
    export_course(import_course(DEMO_COURSE).course, tmp_path / "out")

    source = {name: content for name, content in files_of(DEMO_COURSE).items() if "__pycache__" not in name}
    assert files_of(tmp_path / "out") == source


def test_one_programme_of_each_kind_and_the_chapter_s_number():
    assert sorted(programme.kind for programme in COURSE.programmes) == ["academic", "professional"]
    assert COURSE.first_chapter == 7
    assert [section.key for section in COURSE.sections()].index("conclusion") == 5


def test_the_conclusion_has_every_part():
    counts = {name: len(getattr(CONCLUSION, name)) for name in ("dialogues", "book_chapters", "examples", "cards")}
    assert counts == {"dialogues": 3, "book_chapters": 5, "examples": 3, "cards": 8}
    assert len(CONCLUSION.concepts) == 6
    assert len(CONCLUSION.questions) == 23
    assert len(CONCLUSION.references) == 4
    assert sorted(aid.kind for aid in CONCLUSION.memory_aids) == ["acronym", "memory tool", "rhyme", "story"]
    assert all(len(dialogue.turns) >= 10 for dialogue in CONCLUSION.dialogues)
    assert all(dialogue.turns[-1].stop == "recap" for dialogue in CONCLUSION.dialogues)
    assert all(any(turn.stop == "answer first" for turn in dialogue.turns) for dialogue in CONCLUSION.dialogues)
    assert all(example.demo for example in CONCLUSION.examples)
    assert CONCLUSION.body.count("```timeline") == 2
    assert 800 <= words_in(CONCLUSION.body) <= 1500


def test_what_is_said_of_the_gil_names_the_build_it_holds_for():
    """In the default build: a sentence about what the GIL does is not true of every Python any more."""
    texts = [CONCLUSION.standard, CONCLUSION.detailed, CONCLUSION.body]
    assert all("default build" in text for text in texts if "GIL" in text)


@pytest.mark.parametrize(
    "turn", [turn for dialogue in CONCLUSION.dialogues for turn in dialogue.turns if "`" in turn.text]
)
def test_code_in_a_dialogue_can_be_said(turn):
    assert turn.say_as


def test_only_the_conclusion_is_published(db: None):
    import_course(DEMO_COURSE, publish=True)

    assert [row.key for row in Section.objects.filter(publications__isnull=False)] == ["conclusion"]
