"""Has a program that was explored run for real, and reads what came of it."""

from dataclasses import dataclass

from django.urls import reverse

from sandbox.events import Outcome
from sandbox.lab.answers import Answer
from sandbox.lab.asking import asked_of, run_of
from sandbox.lab.tried import under_way, verdict_of_trials, without_count
from sandbox.questions import AnswerUnreadable
from sandbox.runs.asking import Asker
from sandbox.runs.models import Run, State, Submission
from sandbox.runs.places import place_of
from sandbox.runs.refusals import CannotBeRun, jobs_refused_as_runs
from sandbox.runs.requests import Wanted, submit
from sandbox.runs.verdicts import Verdict, verdict_of
from sandbox.trials import to_try, trials_in

TRIED = "lab-trial"
"""How the subject of such a submission begins; the one that was explored follows."""
WORTH_TRYING = frozenset(("fails", "proved", "no-failure-found"))


@dataclass(frozen=True, kw_only=True)
class ReadTrial:
    """`verdict`: the words for where it stands, or for what came of it."""

    submission: Submission
    run: Run
    verdict: Verdict

    @property
    def is_over(self) -> bool:
        return self.run.is_ended


def may_be_tried(answer: Answer | None) -> bool:
    """What the explorer refused may be no program of threads at all."""
    return answer is not None and answer.verdict in WORTH_TRYING


def try_for_real(explored: Submission, answer: Answer | None, *, asker: Asker) -> Submission:
    """Queue the runs; those that are still waited for are not asked for again.

    The caller has checked that the submission is the asker's. Raises a RunRefused, and then nothing was queued.
    """
    if not may_be_tried(answer):
        raise CannotBeRun("Only a program that was explored can be run for real from here.")
    before = trial_of(explored)
    if before is not None and not before.is_over:
        return before
    run = run_of(explored)
    with jobs_refused_as_runs():
        job = to_try(asked_of(explored).source)
    return submit(
        [Wanted(key=run.key, label=run.label, job=job, timed_at_most=1, is_recorded=False)],
        asker=asker,
        subject=subject_of(explored),
        title=f"Race lab, for real: {run.label}",
        page=reverse("lab:show", args=[explored.pk]),
    )


def subject_of(explored: Submission) -> str:
    return f"{TRIED}:{explored.pk.hex}"


def trial_of(explored: Submission) -> Submission | None:
    """The last time that it was run for real."""
    last: Submission | None = Submission.objects.of_subject(subject_of(explored)).first()
    return last


def read_trial(submission: Submission, answer: Answer) -> ReadTrial:
    """`answer`: what exploring the same program gave."""
    run = run_of(submission)
    return ReadTrial(submission=submission, run=run, verdict=_verdict(submission, run, answer))


def _verdict(submission: Submission, run: Run, answer: Answer) -> Verdict:
    if run.state == State.RUNNING:
        return under_way()
    if run.outcome != Outcome.FINISHED:
        return verdict_of(run, place=place_of(submission.pk) if run.state == State.QUEUED else None)
    try:
        trials = trials_in("".join(said.text for said in run.said() if said.kind == "stdout"))
    except AnswerUnreadable as unreadable:
        return without_count(unreadable)
    return verdict_of_trials(trials, answer)
