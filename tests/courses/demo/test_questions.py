"""Every question that ships: what its program prints is printed, in every order where all orders are asked for."""

import json
from pathlib import Path

import pytest

from courses.content.asked.kinds import KINDS
from courses.content.asked.marks import RIGHT
from courses.content.asked.programs import program_in
from courses.content.asked.typed import same_output
from courses.content.facts.parts import QuestionFacts
from courses.coursefiles.importing import checked_course
from courses.publishing.freezing_questions import question_answers
from courses.publishing.rendering.markdown import Targets
from courses.quizzes.playing import Played, played_of
from sandbox.events import Event, Stdout
from sandbox.inside.explorer.exploring import choose, explore
from sandbox.jobs import Job
from sandbox.lab.believing import answer_of
from sandbox.runner.client import running
from tests.courses.folders import DEMO_COURSE

QUESTIONS = [each for section in checked_course(DEMO_COURSE)[0].sections() for each in section.questions]


def of_kind(kind: str) -> list[QuestionFacts]:
    return [each for each in QUESTIONS if each.kind == kind]


def right(question: QuestionFacts) -> list[str]:
    return [each.text for each in question.options if each.mark == RIGHT]


def wrong(question: QuestionFacts) -> list[str]:
    return [each.text for each in question.options if each.mark != RIGHT]


def key_of(question: QuestionFacts) -> str:
    return question.key


def test_there_is_one_of_every_kind():
    assert {each.kind for each in QUESTIONS} == set(KINDS)


@pytest.mark.parametrize("question", of_kind("predict the output"), ids=key_of)
def test_what_is_said_to_be_printed_is_printed(question: QuestionFacts, runner_socket: Path):
    with running(runner_socket, Job(program_in(question.text).program)) as run:
        events: list[Event] = list(run.events())

    printed = "".join(event.text for event in events if isinstance(event, Stdout))
    assert all(same_output(each, printed) for each in right(question))
    assert not any(same_output(each, printed) for each in wrong(question))


@pytest.mark.parametrize("question", of_kind("possible outputs"), ids=key_of)
def test_exactly_the_right_outputs_are_printed_in_some_order(question: QuestionFacts):
    orders = explore(program_in(question.text).program, seconds=30)["orders"]

    assert orders["is_complete"]
    possible = [each["outcome"] for each in orders["shown"]]
    assert all(any(same_output(each, output) for output in possible) for each in right(question))
    assert not any(same_output(each, output) for each in wrong(question) for output in possible)


@pytest.mark.parametrize("question", of_kind("spot the race"), ids=key_of)
def test_exactly_the_right_lines_take_part_in_a_race(question: QuestionFacts):
    answer = explore(program_in(question.text).program, seconds=30)

    racing = {f"line {line}" for each in answer["unsynchronised"] for line in each["lines"]}
    assert racing == set(right(question))


@pytest.mark.parametrize("question", of_kind("be the scheduler"), ids=key_of)
def test_the_right_moves_alone_reach_the_goal(question: QuestionFacts):
    program = program_in(question.text).program
    places = set(explore(program, seconds=30)["places"])

    def reaches(moves: str) -> bool:
        answer = choose(program, [int(each) for each in moves.split(".")], places)
        return played(question).is_reached(answer_of(json.dumps(answer)))

    assert all(reaches(each) for each in right(question))
    assert not any(reaches(each) for each in wrong(question))


def played(question: QuestionFacts) -> Played:
    return played_of(question_answers(question, Targets()))
