"""How somebody stands with an exercise: drafts, hints asked for, the puzzle, solving and giving up."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from courses.exercises.models import Attempt, Standing
from courses.exercises.places import Exercise
from sandbox.jobs import Job
from sandbox.runs.forms import with_our_line_ends
from sandbox.runs.refusals import jobs_refused_as_runs

PUZZLE_AFTER = 3
"""Attempts, after which the puzzle is offered unasked."""


def standing_of(person: Person, exercise: Exercise) -> Standing:
    """Not saved where there is none yet."""
    found = Standing.objects.filter(person=person, **exercise.keys).first()
    return found or Standing(person=person, **exercise.keys)


def held_standing(person: Person, exercise: Exercise) -> Standing:
    """The row, locked until the transaction ends: what one person does to one exercise happens in turn."""
    Standing.objects.get_or_create(person=person, **exercise.keys)
    held: Standing = Standing.objects.select_for_update().get(person=person, **exercise.keys)
    return held


@transaction.atomic
def show_hint(person: Person, exercise: Exercise, number: int) -> None:
    """The next one, if `number` is the next; pressing twice shows one."""
    standing = held_standing(person, exercise)
    if number == standing.hints_shown + 1 <= len(exercise.hints):
        standing.hints_shown = number
        standing.save(update_fields=["hints_shown"])


@transaction.atomic
def ask_for_puzzle(person: Person, exercise: Exercise) -> None:
    standing = held_standing(person, exercise)
    standing.wants_puzzle = True
    standing.save(update_fields=["wants_puzzle"])


@transaction.atomic
def give_up(person: Person, exercise: Exercise, *, now: datetime) -> None:
    """From now on the solution can be seen; the first time is remembered. Solving it stays possible."""
    standing = held_standing(person, exercise)
    if standing.gave_up_at is None:
        standing.gave_up_at = now
        standing.save(update_fields=["gave_up_at"])


@transaction.atomic
def keep_draft(person: Person, exercise: Exercise, source: str, *, now: datetime) -> None:
    """In place of an earlier one. Raises RunRefused for what could never be run: too long, NUL."""
    text = with_our_line_ends(source)
    with jobs_refused_as_runs():
        Job(text)
    standing = held_standing(person, exercise)
    standing.draft, standing.drafted_at = text, now
    standing.save(update_fields=["draft", "drafted_at"])


@transaction.atomic
def forget_draft(person: Person, exercise: Exercise) -> None:
    standing = held_standing(person, exercise)
    standing.draft, standing.drafted_at = "", None
    standing.save(update_fields=["draft", "drafted_at"])


def offers_puzzle(standing: Standing, attempts: int) -> bool:
    return standing.wants_puzzle or attempts >= PUZZLE_AFTER


@transaction.atomic
def erase(person: Person, course_id: int) -> None:
    """Everything that somebody did in the exercises of a course."""
    Attempt.objects.filter(person=person, course_id=course_id).delete()
    Standing.objects.filter(person=person, course_id=course_id).delete()
