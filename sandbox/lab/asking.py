"""Asks the race lab: whether an order breaks a program, and what happens in one of the orders that it found."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from sandbox.jobs import Job
from sandbox.lab.answers import Answer
from sandbox.lab.shipped import Shipped
from sandbox.questions import QUESTION, to_explore, to_replay
from sandbox.runs.asking import Asker
from sandbox.runs.models import Run, Submission
from sandbox.runs.refusals import AccountNeeded, CannotBeRun, jobs_refused_as_runs
from sandbox.runs.requests import Wanted, submit

EXPLORED, PLAYED = "lab", "lab-order"
"""How the subjects of both questions begin."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a submission asks: the key of the program it began with, the text, and which order of which submission.

    `of` and `order` are None where every order is asked for.
    """

    program: str
    source: str
    of: UUID | None = None
    order: int | None = None


def explore(source: str, *, program: Shipped, asker: Asker) -> Submission:
    """Queue the question whether an order breaks `source`, which may be the program as shipped, or the asker's own.

    Raises a RunRefused with a sentence, and then nothing was queued: AccountNeeded for a visitor's own text.
    """
    is_authored = program.is_authored and source == program.source
    if asker.person is None and not is_authored:
        raise AccountNeeded
    with jobs_refused_as_runs():
        job = to_explore(source)
    wanted = _wanted(job, program=program.key, label=program.label, is_authored=is_authored)
    return _submit(wanted, asker=asker, subject=f"{EXPLORED}:{program.key}")


def play(explored: Submission, answer: Answer, order: int, *, asker: Asker) -> Submission:
    """Queue the question what happens in one of the orders told; the same once asked is not asked again.

    The caller has checked that the submission is the asker's. Raises a RunRefused as `explore` does.
    """
    subject = f"{PLAYED}:{explored.pk.hex}:{order}"
    if before := Submission.objects.of(asker).of_subject(subject).filter(stop_asked_at=None).first():
        return before
    told = answer.orders.told if answer.orders else ()
    if not 0 <= order < len(told):
        raise CannotBeRun("This program has no such order.")
    run = run_of(explored)
    with jobs_refused_as_runs():
        job = to_replay(asked_of(explored).source, told[order].schedule, places=answer.places)
    wanted = _wanted(job, program=run.key, label=run.label, is_authored=run.is_authored)
    return _submit(wanted, asker=asker, subject=subject)


def _wanted(job: Job, *, program: str, label: str, is_authored: bool) -> Wanted:
    return Wanted(key=program, label=label, job=job, timed_at_most=1, is_recorded=False, is_authored=is_authored)


def _submit(wanted: Wanted, *, asker: Asker, subject: str) -> Submission:
    """Its page is the lab's: what such a run printed is for nobody to read."""
    with transaction.atomic():
        submission = submit([wanted], asker=asker, subject=subject, title=f"Race lab: {wanted.label}")
        submission.page = reverse("lab:show", args=[submission.pk])
        submission.save(update_fields=["page"])
    return submission


def run_of(submission: Submission) -> Run:
    run: Run = submission.runs.get()
    return run


def is_asked_of_the_lab(submission: Submission) -> bool:
    return submission.subject.startswith((f"{EXPLORED}:", f"{PLAYED}:"))


def asked_of(submission: Submission) -> Asked:
    """What a submission of the lab asks."""
    run = run_of(submission)
    source = json.loads(run.job["files"][QUESTION])["source"]
    kind, _, rest = submission.subject.partition(":")
    if kind != PLAYED:
        return Asked(program=run.key, source=source)
    of, _, order = rest.partition(":")
    return Asked(program=run.key, source=source, of=UUID(of), order=int(order))
