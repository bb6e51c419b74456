"""What a submission of the lab has answered so far: it waits, it ended without an answer, or there is one."""

from dataclasses import dataclass

from sandbox.events import Outcome
from sandbox.lab.answers import Answer
from sandbox.lab.asking import run_of
from sandbox.lab.believing import answer_of
from sandbox.lab.telling import under_way, verdict_of_answer, without_answer
from sandbox.questions import AnswerUnreadable
from sandbox.runs.models import Run, State, Submission
from sandbox.runs.places import place_of
from sandbox.runs.verdicts import Verdict, verdict_of


@dataclass(frozen=True, kw_only=True)
class Read:
    """`verdict`: the words for where it stands; `answer` is None while it waits, and where it ended without one."""

    submission: Submission
    run: Run
    verdict: Verdict
    answer: Answer | None = None

    @property
    def is_over(self) -> bool:
        return self.run.is_ended


def read(submission: Submission) -> Read:
    run = run_of(submission)
    if run.state == State.RUNNING:
        return Read(submission=submission, run=run, verdict=under_way(run.work().limits))
    if run.outcome != Outcome.FINISHED:
        place = place_of(submission.pk) if run.state == State.QUEUED else None
        return Read(submission=submission, run=run, verdict=verdict_of(run, place=place))
    try:
        answer = answer_of("".join(said.text for said in run.said() if said.kind == "stdout"))
    except AnswerUnreadable as unreadable:
        return Read(submission=submission, run=run, verdict=without_answer(unreadable))
    return Read(submission=submission, run=run, verdict=verdict_of_answer(answer), answer=answer)
