"""What the page of an exercise shows whom."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from accounts.models import Person
from courses.classroom.exercising.finding import Here
from courses.classroom.exercising.history import lines_since, rows_of
from courses.classroom.showing import Program
from courses.content.graded.arranging import arranged
from courses.enrollment.progress import Done, keep
from courses.exercises.grading.strips import State, Strip, is_solved
from courses.exercises.models import Attempt, Standing
from courses.exercises.settling import settle_all, strips_of
from courses.exercises.standing import offers_puzzle, standing_of
from sandbox.runs.capacity import capacity

PROGRAM = "program"
"""The key of the one program of an exercise, in forms and drafts."""
MOST_SHOWN = 30
LOOKS_AGAIN_MILLISECONDS = 1_000


def page_of(here: Here, *, number: int | None = None, written: str | None = None) -> dict[str, Any]:
    """`number`: of the attempt to show, the newest one where none is said. `written`: what was sent and not taken."""
    context = {"here": here, "exercise": here.exercise.facts, "shown": here.shown, **crumbs(here)}
    context |= {"capacity": capacity(), "reader": here.reader}
    if here.person is None:
        return context
    standing = standing_of(here.person, here.exercise)
    return {
        **context,
        "programs": [program_of(here, standing, written=written)],
        "drafts_address": f"{here.address}drafts/",
        **hints_of(here, standing),
        **puzzle_of(here, standing),
        **result_of(here, number=number),
    }


def crumbs(here: Here) -> dict[str, Any]:
    return {
        "course": here.course,
        "section_address": here.section_address,
        "section_title": here.live.title,
        "address": here.address,
    }


def program_of(here: Here, standing: Standing, *, written: str | None) -> Program:
    starter = here.exercise.facts.starter
    text = standing.draft if written is None else written
    return Program(
        key=PROGRAM,
        label="Your program",
        source=starter,
        draft="" if text == starter else text,
        draft_saved_at=standing.drafted_at if text and text == standing.draft else None,
        is_wanted=True,
    )


def hints_of(here: Here, standing: Standing) -> dict[str, Any]:
    hints, shown = here.exercise.hints, min(standing.hints_shown, len(here.exercise.hints))
    return {"hints": hints[:shown], "hint_count": len(hints), "next_hint": shown + 1 if shown < len(hints) else 0}


def puzzle_of(here: Here, standing: Standing, *, attempts: int | None = None) -> dict[str, Any]:
    """The puzzle as it begins, where it is offered."""
    puzzle = here.exercise.puzzle()
    if puzzle is None or here.person is None:
        return {}
    count = Attempt.objects.filter(person=here.person, **here.exercise.keys).count() if attempts is None else attempts
    is_offered = offers_puzzle(standing, count)
    return {"puzzle": puzzle, "is_puzzle_offered": is_offered, "arranged": arranged([], puzzle)}


def attempts_of(here: Here, person: Person) -> list[Attempt]:
    """The newest first, with the results of all that have ended; progress is recorded where one solves it."""
    found = Attempt.objects.filter(person=person, **here.exercise.keys).select_related("submission", "person")
    attempts = list(found[:MOST_SHOWN])
    if settle_all(attempts, here.exercise, now=timezone.now()):
        keep_done(here, person)
    return attempts


def keep_done(here: Here, person: Person) -> None:
    done = [Done(section=here.live.key, part=here.exercise.facts.key, how="answered")]
    keep(person, here.course.pk, done, parts=here.course.counted_parts(), now=timezone.now())


def result_of(here: Here, *, number: int | None = None) -> dict[str, Any]:
    """The attempt that is shown with its strips, all attempts, and whether the solution may be seen."""
    assert here.person is not None
    attempts = attempts_of(here, here.person)
    current = next((each for each in attempts if number in {None, each.number}), next(iter(attempts), None))
    strips = strips_of(current, here.exercise) if current else []
    return {
        "current": current,
        "missing": number if current and number not in {None, current.number} else None,
        "strips": strips,
        "verdict": verdict_of(strips),
        "wait": LOOKS_AGAIN_MILLISECONDS if current and not current.is_settled else 0,
        "rows": rows_of(attempts, current=current),
        "changed": lines_since(attempts, current) if current else [],
        "standing": standing_of(here.person, here.exercise),
    }


def verdict_of(strips: Sequence[Strip]) -> tuple[str, str]:
    """Tone and word for all strips together."""
    states = {each.state for each in strips}
    if is_solved(strips):
        return "ok", "Solved"
    if State.WAITING in states:
        return "acc", "Checking"
    return ("bad", "Not yet") if State.FAILED in states else ("warn", "Open")
