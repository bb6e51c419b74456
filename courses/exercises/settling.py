"""From the runs of an attempt to its strips: each axis as soon as its run has ended, the whole kept once all have."""

from datetime import datetime

from django.db import transaction

from courses.exercises.asking import own_lines, said_at_the_end
from courses.exercises.grading.orders import graded_orders
from courses.exercises.grading.remarks import with_remark
from courses.exercises.grading.reports import ReportUnreadable, facts_in
from courses.exercises.grading.speed import graded_speed
from courses.exercises.grading.strips import NAMES, State, Strip, is_solved, not_asked
from courses.exercises.grading.work import graded_work
from courses.exercises.models import Attempt
from courses.exercises.places import Exercise, as_answered
from courses.exercises.standing import held_standing
from sandbox.events import Outcome
from sandbox.lab.answers import Answer
from sandbox.lab.believing import answer_of
from sandbox.questions import AnswerUnreadable
from sandbox.runs.models import Run
from sandbox.runs.models import State as RunState
from sandbox.runs.places import place_of
from sandbox.runs.verdicts import verdict_of

NOBODY_S_FAULT = frozenset((Outcome.STOPPED, Outcome.SANDBOX_FAILURE))
GONE = "The runs of this attempt are no longer kept. Check again."


def strips_of(attempt: Attempt, exercise: Exercise) -> list[Strip]:
    """What is known of an attempt now, one for each axis."""
    if attempt.is_settled:
        return attempt.result()
    then = as_answered(exercise, attempt.publication_number)
    runs = {run.key: run for run in attempt.submission.runs.all()} if attempt.submission else {}
    return [strip_of(axis, runs.get(axis), attempt, then) for axis in NAMES]


def strip_of(axis: str, run: Run | None, attempt: Attempt, exercise: Exercise) -> Strip:
    if axis not in exercise.facts.asked:
        return not_asked(axis, exercise.facts.reason_against(axis))
    if run is None:
        return Strip(axis=axis, state=State.OPEN, headline="Not finished", sentence=GONE)
    if not run.is_ended:
        return waiting(axis, run)
    strip = ended(axis, run, attempt, exercise)
    slips, told, starter = exercise.slips(), exercise.slips_told, exercise.facts.starter
    return with_remark(strip, attempt.source, starter=starter, slips=slips, told=told)


def waiting(axis: str, run: Run) -> Strip:
    place = place_of(run.submission_id) if run.state == RunState.QUEUED else None
    verdict = verdict_of(run, place=place)
    return Strip(axis=axis, state=State.WAITING, headline=verdict.chip, sentence=verdict.sentence)


def ended(axis: str, run: Run, attempt: Attempt, exercise: Exercise) -> Strip:
    if run.outcome != Outcome.FINISHED:
        return broken_off(axis, run)
    try:
        match axis:
            case "work":
                checks = exercise.checks()
                facts = facts_in(printed_by(run), calls=len(checks))
                return graded_work(checks, facts, own_lines=own_lines(attempt.source))
            case "orders":
                answer, bound = answer_of(printed_by(run)), exercise.facts.bound
                end, own = said_at_the_end(attempt.source), own_lines(attempt.source)
                return graded_orders(answer, bound=bound, own_lines=own, end=end)
            case _:
                target, cores = float(exercise.facts.faster), run.cores or run.work().limits.cores
                return graded_speed(run.timed(), run.timed_beside(), cores=cores, target=target)
    except (ReportUnreadable, AnswerUnreadable) as unreadable:
        sentence = f"{unreadable.sentence} A program that ends Python itself brings that about."
        return Strip(axis=axis, state=State.FAILED, headline="No answer", sentence=sentence)


def broken_off(axis: str, run: Run) -> Strip:
    """Its own limit or error, where it is the program's; nothing is said of the program where it is not."""
    verdict = verdict_of(run)
    is_ours = run.outcome in NOBODY_S_FAULT or is_of_the_sequential(axis, run)
    sentence = f"{verdict.title}. {verdict.sentence} {verdict.next_step}".strip()
    if is_of_the_sequential(axis, run):
        sentence = "The sequential version, which is the author's, did not finish. Check again."
    state, headline = (State.OPEN, "Not finished") if is_ours else (State.FAILED, verdict.chip)
    return Strip(axis=axis, state=state, headline=headline, sentence=sentence)


def is_of_the_sequential(axis: str, run: Run) -> bool:
    """The sequential one is first in each pair: where both have as many times, it was the one that did not finish."""
    return axis == "speed" and len(run.timings) == len(run.timings_beside)


def printed_by(run: Run) -> str:
    return "".join(said.text for said in run.said() if said.kind == "stdout")


def breaking_answer(attempt: Attempt) -> Answer | None:
    """The explorer's answer, for the breaking order to be played; None where its run is gone, or broke nothing."""
    run = attempt.submission and attempt.submission.runs.filter(key="orders", outcome=Outcome.FINISHED).first()
    if not run:
        return None
    try:
        answer = answer_of(printed_by(run))
    except AnswerUnreadable:
        return None
    return answer if answer.failure is not None else None


@transaction.atomic
def settle(attempt: Attempt, exercise: Exercise, *, now: datetime) -> bool:
    """Keeps the result of an attempt whose runs have all ended. Whether the exercise was solved by it, and only now."""
    if attempt.is_settled or (attempt.submission and not attempt.submission.is_over):
        return False
    standing = held_standing(attempt.person, exercise)
    strips = strips_of(attempt, exercise)
    attempt.strips, attempt.is_solved = [each.to_json() for each in strips], is_solved(strips)
    attempt.save(update_fields=["strips", "is_solved"])
    if not attempt.is_solved or standing.solved_at is not None:
        return False
    standing.solved_at = now
    standing.save(update_fields=["solved_at"])
    return True


def settle_all(attempts: list[Attempt], exercise: Exercise, *, now: datetime) -> bool:
    """Whether the exercise was solved by one of them, and only now."""
    solved = [settle(each, exercise, now=now) for each in attempts if not each.is_settled]
    return any(solved)
