"""Asking for runs: capacity, size, rate and quota are checked, rows are written, the bell is rung."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from sandbox.jobs import Job
from sandbox.runs.asking import Asker
from sandbox.runs.capacity import Capacity, capacity
from sandbox.runs.limiting import check_quota, check_rate, hold_other_requests
from sandbox.runs.models import Run, Submission
from sandbox.runs.places import announce_places
from sandbox.runs.predictions import Prediction
from sandbox.runs.refusals import CannotBeRun, NoSandboxHere, jobs_refused_as_runs
from sandbox.runs.ringing import ring

RUNS_AT_MOST = 8
"""The most runs of one submission: every variant of a demo, with room for one more."""
WHEN_TO_ASK_AGAIN_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One run of a submission. `key` names its variant ("threads") and is unique in the submission.

    `timed_at_most`: how often its program may be timed before it is recorded; 0 where nothing is compared. What is not
    `is_recorded` is timed alone. `workers`: how many its program was told to use, in a sweep; 0 elsewhere.
    `beside`: another job, in pairs with which it is timed alone.
    `is_authored`: the program is its author's, but for the values of its parameters; said by whoever knows the author.
    """

    key: str
    label: str
    job: Job
    timed_at_most: int = 0
    is_recorded: bool = True
    workers: int = 0
    is_authored: bool = False
    beside: Job | None = None


def submit(
    wanted: Sequence[Wanted],
    *,
    asker: Asker,
    subject: str,
    title: str,
    page: str = "",
    prediction: Prediction | None = None,
) -> Submission:
    """Queue the wanted runs as one submission, to be performed one after another in this order.

    `subject` is the stable key of what is run ("demo:sum-of-squares"), `title` its name for people, `prediction` what
    its asker expects. Raises RunRefused in its kinds, and then nothing was written. A bell that cannot be rung changes
    nothing: housekeeping rings it again.
    """
    offered = capacity()
    check_capacity(wanted, offered)
    check_size(wanted)
    check_rate(asker, runs=len(wanted))
    with transaction.atomic():
        hold_other_requests()
        check_quota(asker, runs=len(wanted))
        submission = Submission.objects.create(
            person=asker.person,
            visitor="" if asker.person else asker.visitor,
            crowd=asker.crowd,
            subject=subject,
            title=title,
            page=page,
            prediction=prediction.to_json() if prediction else {},
        )
        write_runs(submission, wanted)
        transaction.on_commit(ring)
        transaction.on_commit(announce_places)
    return submission


def submit_again(submission: Submission, *, asker: Asker) -> Submission:
    """Queue the same runs once more, as they were asked; raises as `submit` does. The caller has checked the asker."""
    with jobs_refused_as_runs():
        wanted = [
            Wanted(
                key=run.key,
                label=run.label,
                job=run.work(),
                timed_at_most=run.timed_at_most,
                is_recorded=run.is_recorded,
                workers=run.workers,
                is_authored=run.is_authored,
                beside=run.work_beside(),
            )
            for run in submission.runs.all()
        ]
    return submit(
        wanted,
        asker=asker,
        subject=submission.subject,
        title=submission.title,
        page=submission.page,
        prediction=submission.predicted(),
    )


def check_capacity(wanted: Sequence[Wanted], offered: Capacity) -> None:
    if not offered.is_open:
        raise NoSandboxHere(offered.sentence, retry_after=WHEN_TO_ASK_AGAIN_SECONDS)
    for each in wanted:
        if not offered.offers(each.job.python):
            known = ", ".join(offered.interpreters)
            raise CannotBeRun(f"There is no Python {each.job.python} here. Choose one of {known}.")


def check_size(wanted: Sequence[Wanted]) -> None:
    if not 1 <= len(wanted) <= RUNS_AT_MOST:
        raise CannotBeRun(f"Between 1 and {RUNS_AT_MOST} programs can be run together; these are {len(wanted)}.")
    if len({each.key for each in wanted}) < len(wanted):
        raise CannotBeRun("Each program can be run once in a comparison; one of these stands there twice.")


def write_runs(submission: Submission, wanted: Sequence[Wanted]) -> None:
    now = timezone.now()
    Run.objects.bulk_create(
        Run(
            submission=submission,
            position=position,
            key=each.key,
            label=each.label,
            job=each.job.to_json(),
            beside=each.beside.to_json() if each.beside else None,
            timed_at_most=each.timed_at_most,
            is_recorded=each.is_recorded,
            workers=each.workers,
            is_authored=each.is_authored,
            queued_at=now,
        )
        for position, each in enumerate(wanted)
    )
