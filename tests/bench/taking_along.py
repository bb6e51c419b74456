"""What it takes to hand out all the data of somebody who did very much, and to look through all sessions for theirs."""

import resource
import time
import tracemalloc
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from sandbox.bench.figures import table

if TYPE_CHECKING:
    from accounts.models import Person

REVIEWS, RUNS, ATTEMPTS, PROGRAM_LINES = 50_000, 2_000, 1_000, 120
SESSIONS = 20_000


def measure_taking_along() -> str:
    from accounts.exporting import export
    from accounts.sessions import traces_of

    call_command("migrate", verbosity=0)
    person = somebody_busy()
    begun, worked = time.perf_counter(), time.process_time()
    with export(person, timezone.now()) as made:
        seconds, worked = time.perf_counter() - begun, time.process_time() - worked
        size = made.seek(0, 2)
    tracemalloc.start()
    export(person, timezone.now()).close()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    many_sessions(person)
    begun, looked = time.perf_counter(), time.process_time()
    found = len(list(traces_of(person)))
    looking, looked = time.perf_counter() - begun, time.process_time() - looked
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = [
        ("the file: made in", f"{seconds:.1f} s, {worked:.1f} s of a core"),
        ("the file: its size", f"{size / 1e6:.1f} MB"),
        ("Python's memory at the most, while it is made", f"{peak / 1e6:.1f} MB"),
        ("the process at the most, with the making of the data", f"{resident:.0f} MiB"),
        (f"looking through {SESSIONS:,} sessions for {found}", f"{looking:.1f} s, {looked:.1f} s of a core"),
    ]
    title = f"All data of a person with {REVIEWS:,} reviews, {RUNS:,} runs and {ATTEMPTS:,} attempts"
    return table(title, ["", "measured"], rows)


def somebody_busy() -> "Person":
    from accounts.models import Person
    from courses.content.models import Course
    from courses.exercises.models import Attempt
    from courses.flashcards.models import Item, Review
    from sandbox.jobs import Job
    from sandbox.runs.models import Run, Submission

    now = timezone.now()
    person = Person.objects.create_user("busy@interleave.example", name="Busy")
    course = Course.objects.create(key="busy", title="Busy")
    source = "".join(f"print({line}, {line * 7919 % 1000003})\n" for line in range(PROGRAM_LINES))
    items = Item.objects.bulk_create(
        Item(person=person, kind="own", key=f"own-{number}", joined_at=now, due_at=now) for number in range(5_000)
    )
    before = {"phase_before": 0, "due_before": now, "due_after": now, "answered_at": now, "taken_at": now, "rating": 3}
    Review.objects.bulk_create(
        Review(person=person, item=items[number % len(items)], answer=uuid4(), **before) for number in range(REVIEWS)
    )
    submissions = Submission.objects.bulk_create(
        Submission(person=person, subject="demo:sums", title="Sums", over_at=now) for _ in range(RUNS)
    )
    ended = {"state": "ended", "outcome": "finished", "queued_at": now, "ended_at": now, "position": 0}
    Run.objects.bulk_create(
        Run(submission=each, key="threads", label="Threads", job=Job(f"# {each.pk}\n{source}").to_json(), **ended)
        for each in submissions
    )
    place = {"person": person, "course": course, "section_key": "threads", "exercise_key": "counter"}
    Attempt.objects.bulk_create(
        Attempt(**place, number=number, publication_number=1, source=f"# {number}\n{source}", made_at=now)
        for number in range(ATTEMPTS)
    )
    return person


def many_sessions(person: "Person") -> None:
    """As visitors leave them, and one of the person."""
    from django.contrib.sessions.backends.db import SessionStore

    until = timezone.now() + timedelta(days=30)
    said = [{"runs.visitor": uuid4().hex} for _ in range(SESSIONS - 1)] + [{"_auth_user_id": str(person.pk)}]
    Session.objects.bulk_create(
        Session(session_key=uuid4().hex, session_data=SessionStore().encode(each), expire_date=until) for each in said
    )
