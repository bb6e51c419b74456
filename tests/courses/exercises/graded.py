"""Programs checked as a worker has them checked: the same jobs, in the real sandbox, graded by the same rules."""

from pathlib import Path

from courses.content.facts.parts import ExerciseFacts
from courses.exercises.asking import own_lines, said_at_the_end, wanted_for
from courses.exercises.grading.orders import graded_orders
from courses.exercises.grading.remarks import with_remark
from courses.exercises.grading.reports import facts_in
from courses.exercises.grading.strips import Strip
from courses.exercises.grading.work import graded_work
from courses.exercises.places import Exercise
from courses.publishing.freezing_exercises import exercise_answers
from courses.publishing.rendering.markdown import Targets
from sandbox.events import End, Outcome, Stdout
from sandbox.jobs import Job
from sandbox.lab.believing import answer_of
from sandbox.runner.client import running


def published(facts: ExerciseFacts) -> Exercise:
    """As it is published, without a database."""
    told = exercise_answers(facts, Targets())
    return Exercise(
        course_id=1,
        course_key="course",
        section_key="section",
        publication=1,
        facts=facts,
        hints=told["hints"],
        slips_told=told["slips"],
    )


def performed(job: Job, socket: Path) -> tuple[End, str]:
    with running(socket, job) as run:
        events = list(run.events())
    assert isinstance(events[-1], End)
    return events[-1], "".join(each.text for each in events if isinstance(each, Stdout))


def graded(exercise: Exercise, axis: str, source: str, socket: Path) -> Strip:
    """The strip of an axis; that of speed is what its rules make of recorded times, and is not asked here."""
    end, printed = performed(wanted_for(axis, exercise, source).job, socket)
    assert end.outcome is Outcome.FINISHED, (end, printed)
    if axis == "work":
        facts = facts_in(printed, calls=len(exercise.checks()))
        strip = graded_work(exercise.checks(), facts, own_lines=own_lines(source))
    else:
        own, end = own_lines(source), said_at_the_end(source)
        strip = graded_orders(answer_of(printed), bound=exercise.facts.bound, own_lines=own, end=end)
    starter, slips = exercise.facts.starter, exercise.slips()
    return with_remark(strip, source, starter=starter, slips=slips, told=exercise.slips_told)
