"""Checks a program: one submission with a run for each axis that the exercise asks. What is expected stays here."""

import json
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.crypto import salted_hmac

from accounts.models import Person
from courses.content.graded.checks import calls_of
from courses.exercises.grading.speed import PAIRS
from courses.exercises.models import Attempt
from courses.exercises.places import Exercise
from courses.exercises.standing import held_standing
from sandbox.jobs import Job, JobRefused, Limits
from sandbox.questions import MOST_BYTES, QUESTION, to_explore
from sandbox.runs.asking import Asker
from sandbox.runs.forms import with_our_line_ends
from sandbox.runs.refusals import CannotBeRun, jobs_refused_as_runs
from sandbox.runs.requests import Wanted, submit

CHECKER = "from sandbox.inside.checker import main\n\nmain()\n"
CALL_SECONDS = 2.0
"""Of one call: less than after what the sandbox takes a run for deadlocked, so that the other checks are still made."""
WORK_LIMITS = Limits(wall_seconds=40, cpu_seconds=40, memory_mebibytes=256, processes=48, output_kibibytes=256, cores=1)
SPEED_LIMITS = Limits(wall_seconds=10, cpu_seconds=20, memory_mebibytes=512, processes=64, output_kibibytes=64, cores=2)
LABELS = {"work": "Tests", "orders": "Every order", "speed": "Speed-up"}


@transaction.atomic
def check(exercise: Exercise, source: str, *, person: Person, asker: Asker, page: str, now: datetime) -> Attempt:
    """The next attempt of a person, queued. Raises a RunRefused with a sentence, and then nothing was written."""
    if not exercise.facts.asked:
        raise CannotBeRun("This exercise is not checked by a program.")
    text = with_our_line_ends(source)
    with jobs_refused_as_runs():
        wanted = [wanted_for(axis, exercise, text) for axis in exercise.facts.asked]
    held_standing(person, exercise)
    submission = submit(
        wanted, asker=asker, subject=exercise.subject, title=f"Exercise: {exercise.facts.title}", page=page
    )
    mine = Attempt.objects.filter(person=person, **exercise.keys)
    return Attempt.objects.create(
        person=person,
        **exercise.keys,
        number=(mine.aggregate(last=Max("number"))["last"] or 0) + 1,
        publication_number=exercise.publication,
        source=text,
        submission=submission,
        made_at=now,
    )


def wanted_for(axis: str, exercise: Exercise, source: str) -> Wanted:
    facts = exercise.facts
    match axis:
        case "work":
            job = to_check(joined(source, facts.work_program), calls_of(exercise.checks()))
            return Wanted(key=axis, label=LABELS[axis], job=job, timed_at_most=1, is_recorded=False)
        case "orders":
            job = to_explore(to_be_explored(source, facts.order_program))
            return Wanted(key=axis, label=LABELS[axis], job=job, timed_at_most=1, is_recorded=False)
        case _:
            own, sequential = (joined(text, facts.speed_program) for text in (source, facts.sequential))
            return Wanted(
                key=axis,
                label=LABELS[axis],
                job=Job(own, limits=SPEED_LIMITS),
                beside=Job(sequential, limits=SPEED_LIMITS),
                timed_at_most=PAIRS,
                is_recorded=False,
            )


def joined(source: str, behind: str) -> str:
    """The learner's program with the exercise's behind it: the lines of the first keep their numbers."""
    return f"{source.rstrip()}\n\n\n{behind}" if behind else source


def to_be_explored(source: str, behind: str) -> str:
    """The joined program, which says at its end that it came there: one that ends itself before breaks in no order."""
    return f"{joined(source, behind).rstrip()}\n\nprint({said_at_the_end(source)!r})\n"


def said_at_the_end(source: str) -> str:
    """What the program itself cannot know."""
    return salted_hmac("exercises.end", source, algorithm="sha256").hexdigest()[:20]


def own_lines(source: str) -> int:
    """How many lines of a joined program are the learner's."""
    return len(source.rstrip().split("\n"))


def to_check(source: str, calls: list[str]) -> Job:
    """The job that makes these calls; raises JobRefused. It says nothing of what is expected of them."""
    Job(source)  # a program that could not be run is refused in its own words
    if len(source.encode()) > MOST_BYTES:
        raise JobRefused(f"Programs of at most {MOST_BYTES:,} bytes are checked; yours is longer.")
    question = {"source": source, "calls": calls, "seconds": CALL_SECONDS}
    return Job(CHECKER, files={QUESTION: json.dumps(question)}, limits=WORK_LIMITS, explores=True)
