"""Every exercise that ships: its solution passes, its starter fails as meant, and so do the common mistakes."""

from dataclasses import replace
from pathlib import Path

import pytest

from courses.coursefiles.importing import checked_course
from courses.exercises.asking import joined, wanted_for
from courses.exercises.grading.remarks import SLEEP
from courses.exercises.grading.strips import State, Strip
from courses.exercises.places import Exercise
from sandbox.events import Outcome
from tests.courses.exercises.graded import graded, performed, published
from tests.courses.folders import DEMO_COURSE

CONCLUSION = next(each for each in checked_course(DEMO_COURSE)[0].sections() if each.key == "conclusion")
EXERCISES = {each.key: published(each) for each in CONCLUSION.exercises}
ASKED = [(key, axis) for key, each in EXERCISES.items() for axis in each.facts.asked if axis != "speed"]
SLIPS = [(key, slip) for key, each in EXERCISES.items() for slip in each.slips() if slip.axis != "speed"]
STARTERS_FAIL = {
    "three-seats-eight-callers": {"work": "3 of 4 pass", "orders": "Fails in"},
    "two-accounts": {"work": "3 of 3 pass", "orders": "Fails in"},
    "bread-on-the-shelf": {"work": "2 of 2 pass", "orders": "Fails in"},
    "settings-loaded-once": {"work": "3 of 3 pass", "orders": "Fails in"},
    "eight-pages-at-once": {"work": "4 of 4 pass"},
    "a-gate-for-all": {"work": "of 3 pass", "orders": "Fails in"},
}
"""What is said of each; the starter of the pages works, and is too slow."""
ASLEEP = {
    "three-seats-eight-callers": ("    if seats > 0:\n", "    time.sleep(0.1)\n    if seats > 0:\n"),
    "settings-loaded-once": ("    if settings is None:\n", "    time.sleep(0.1)\n    if settings is None:\n"),
    "a-gate-for-all": (
        "    with gate:\n        gate.notify",
        "    time.sleep(0.1)\n    with gate:\n        gate.notify",
    ),
}


def test_there_are_six_and_each_has_hints_a_puzzle_and_two_mistakes_at_least():
    assert len(EXERCISES) == 6
    assert all(each.hints and each.puzzle() and len(each.slips()) >= 2 for each in EXERCISES.values())


@pytest.mark.parametrize(("key", "axis"), ASKED)
def test_the_solution_passes(key: str, axis: str, runner_socket: Path):
    strip = graded(EXERCISES[key], axis, EXERCISES[key].facts.solution, runner_socket)

    assert strip.state is State.PASSED, strip
    assert axis == "work" or strip.headline.startswith("Proved for this input")


@pytest.mark.parametrize(("key", "axis"), ASKED)
def test_the_starter_is_as_it_is_meant(key: str, axis: str, runner_socket: Path):
    strip = graded(EXERCISES[key], axis, EXERCISES[key].facts.starter, runner_socket)

    assert STARTERS_FAIL[key][axis] in strip.headline, strip


@pytest.mark.parametrize(("key", "slip"), SLIPS, ids=[f"{key}-{slip.title}" for key, slip in SLIPS])
def test_a_common_mistake_fails_with_its_own_sentence(key: str, slip, runner_socket: Path):
    strip = graded(EXERCISES[key], slip.axis, slip.program, runner_socket)

    assert (strip.state, strip.remark) == (State.FAILED, slip.title), strip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("import threading\n", "from threading import Lock\n"),
        ("settings_lock", "first"),
        ("settings_lock", "two"),
    ],
)
def test_what_stands_behind_a_program_needs_none_of_its_names(old: str, new: str, runner_socket: Path):
    exercise = EXERCISES["settings-loaded-once"]
    source = exercise.facts.solution.replace(old, new)
    source = source if "import threading" in source else source.replace("threading.Lock()", "Lock()")

    assert all(passes(exercise, axis, source, runner_socket) for axis in ("work", "orders"))


@pytest.mark.parametrize("end", ["raise SystemExit(0)", "raise SystemExit"])
def test_a_program_that_ends_itself_is_not_called_proved(end: str, runner_socket: Path):
    exercise = EXERCISES["settings-loaded-once"]

    strip = graded(exercise, "orders", f"{exercise.facts.solution}\n{end}\n", runner_socket)

    assert strip.state is State.FAILED
    assert "ended itself" in strip.sentence


@pytest.mark.parametrize("key", ASLEEP)
def test_a_sleep_repairs_nothing_and_is_named(key: str, runner_socket: Path):
    exercise = EXERCISES[key]
    old, new = ASLEEP[key]
    assert old in exercise.facts.starter
    source = exercise.facts.starter.replace(old, new)
    source = source if "import time" in source else f"import time\n{source}"

    strip = graded(exercise, "orders", source, runner_socket)

    assert (strip.state, strip.remark) == (State.FAILED, SLEEP), strip


@pytest.mark.parametrize("key", EXERCISES)
def test_the_puzzle_solved_is_a_solution(key: str, runner_socket: Path):
    exercise = EXERCISES[key]
    puzzle = exercise.puzzle()
    source = puzzle.assembled(puzzle.solved())

    assert all(passes(exercise, axis, source, runner_socket) for axis in exercise.facts.asked if axis != "speed")
    assert any(line.is_extra for line in puzzle.lines)


def passes(exercise: Exercise, axis: str, source: str, socket: Path) -> bool:
    strip: Strip = graded(exercise, axis, source, socket)
    return strip.is_passed


@pytest.mark.parametrize("key", [key for key, each in EXERCISES.items() if "speed" in each.facts.asked])
def test_what_is_timed_finishes(key: str, runner_socket: Path):
    """How fast it is, `make bench` says."""
    exercise = EXERCISES[key]
    wanted = wanted_for("speed", exercise, exercise.facts.solution)

    assert performed(wanted.job, runner_socket)[0].outcome is Outcome.FINISHED
    assert performed(wanted.beside, runner_socket)[0].outcome is Outcome.FINISHED


@pytest.mark.parametrize("key", EXERCISES)
def test_nothing_that_is_expected_enters_the_jail(key: str):
    """The control: were what is expected put beside a call, this would find it."""
    exercise = EXERCISES[key]
    marked = replace(exercise, facts=replace(exercise.facts, checks="- a check: `f(1)` gives `'expected-elsewhere'`"))
    job = wanted_for("work", marked, joined("x = 1", "")).job

    assert "f(1)" in job.files["question.json"]
    assert "expected-elsewhere" not in str(job.to_json())
