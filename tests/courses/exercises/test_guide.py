"""The example in the guide for instructors is one: it can be imported, its solution passes, its mistake fails."""

import re
from pathlib import Path

import pytest

from courses.coursefiles.importing import checked_course
from courses.exercises.grading.strips import State
from courses.exercises.places import Exercise
from tests.courses.exercises.graded import graded, published
from tests.courses.folders import REPOSITORY

GUIDE = REPOSITORY / "docs" / "instructors" / "exercises.md"


@pytest.fixture
def told(example: Path) -> Exercise:
    [file] = re.findall(r"^````\n(.*?)^````\n", GUIDE.read_text(), re.DOTALL | re.MULTILINE)
    (example / "chapters/waiting/kettles/exercises.md").write_text(file)
    section = next(each for each in checked_course(example)[0].sections() if each.key == "kettles")
    return published(section.exercises[0])


def test_the_guide_s_solution_passes_and_its_mistake_fails(told: Exercise, runner_socket: Path):
    facts, [slip] = told.facts, told.slips()

    assert facts.asked == ("work", "orders")
    assert all(graded(told, axis, facts.solution, runner_socket).is_passed for axis in facts.asked)
    assert graded(told, "orders", facts.starter, runner_socket).state is State.FAILED
    assert graded(told, "orders", slip.program, runner_socket).remark == slip.title
