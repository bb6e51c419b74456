"""What the pages of the race lab show: the programs of its editor, and what was asked and answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from sandbox.lab.answers import Answer
from sandbox.lab.asking import asked_of, run_of
from sandbox.lab.glyphs import glyphs_of, next_breaking, order_of
from sandbox.lab.opening import address_of, opened_of
from sandbox.lab.reading import Read, read
from sandbox.lab.shipped import SHIPPED, Shipped
from sandbox.lab.stage import stage_of
from sandbox.lab.tried import OFFER
from sandbox.lab.trying import ReadTrial, may_be_tried, read_trial, trial_of
from sandbox.runs.capacity import capacity
from sandbox.runs.models import Submission
from sandbox.runs.views import theirs

QUICK = timedelta(seconds=3)
QUICKLY_MILLISECONDS, SLOWLY_MILLISECONDS = 250, 1_000
"""Between two looks for the answer: most come within QUICK."""


@dataclass(frozen=True, kw_only=True)
class Program:
    """A program as the editor shows it: `draft` is the reader's own text, "" where the shipped one stands."""

    key: str
    label: str
    source: str
    draft: str
    draft_saved_at: datetime | None
    is_wanted: bool


def programs(
    *, wanted: str, text: str = "", saved_at: datetime | None = None, opened: Shipped | None = None
) -> list[Program]:
    """All of them, what was `opened` first; `text` stands in the one that is `wanted`."""
    return [
        Program(
            key=each.key,
            label=each.label,
            source=each.source,
            draft=text if is_own(text, each.source) and each.key == wanted else "",
            draft_saved_at=saved_at if is_own(text, each.source) and each.key == wanted else None,
            is_wanted=each.key == wanted,
        )
        for each in [*([opened] if opened else []), *SHIPPED.values()]
    ]


def is_own(text: str, source: str) -> bool:
    return bool(text) and text != source


def page_of(
    *, wanted: str, text: str = "", saved_at: datetime | None = None, opened: Shipped | None = None
) -> dict[str, Any]:
    """The page before anything is asked, or where it was refused. `back`: where one finds it again."""
    came_from = opened.came_from if opened else {}
    return {
        "programs": programs(wanted=wanted, text=text, saved_at=saved_at, opened=opened),
        "wanted": wanted,
        "came_from": came_from,
        "back": address_of(came_from),
        "capacity": capacity(),
    }


def page_of_submission(submission: Submission, request: HttpRequest) -> dict[str, Any]:
    asked = asked_of(submission)
    opened = None if asked.program in SHIPPED else opened_of(run_of(submission))
    page = page_of(wanted=asked.program, text=asked.source, saved_at=submission.created_at, opened=opened)
    return {**page, **answered(submission, request)}


def answered(submission: Submission, request: HttpRequest) -> Mapping[str, Any]:
    """What was asked for every order, with its answer; in its middle the order that is played. Raises Http404."""
    asked = asked_of(submission)
    whole = read(submission if asked.of is None else theirs(request, asked.of))
    part = read(submission) if asked.of is not None else whole
    context = {"explored": whole.submission, "read": whole, "verdict": whole.verdict, "wait": wait_of(whole)}
    shown = {**staged(whole, part, order=asked.order), **orders(whole, order=asked.order)}
    return {**context, **shown, **trial_shown(whole)}


def staged(whole: Read, part: Read, *, order: int | None) -> dict[str, Any]:
    """The stage: of the whole answer itself, or of one of its orders."""
    current = order if order is not None or whole.answer is None else order_of(whole.answer)
    stage = stage_of(part.answer) if part.answer else None
    return {"part": part, "stage": stage, "part_wait": wait_of(part), "current": current}


def trial_shown(whole: Read) -> dict[str, Any]:
    """How the program went for real: nothing where it was not explored, `trial` is None while nobody has asked."""
    if whole.answer is None or not may_be_tried(whole.answer):
        return {}
    last = trial_of(whole.submission)
    trial = read_trial(last, whole.answer) if last else None
    return {"may_be_tried": True, "trial_offer": OFFER, "trial": trial, "trial_wait": wait_of(trial) if trial else 0}


def orders(whole: Read, *, order: int | None) -> dict[str, Any]:
    answer = whole.answer
    if answer is None or answer.orders is None:
        return {}
    current = order if order is not None else order_of(answer)
    return {
        "orders": answer.orders,
        "glyphs": glyphs_of(answer, current=current),
        "next_breaking": next_breaking(answer, after=current),
        "unsynchronised": unsynchronised(answer, whole.submission),
    }


def unsynchronised(answer: Answer, submission: Submission) -> Sequence[tuple[str, Sequence[tuple[int, str]]]]:
    """What is shared without a lock: its label, with each line once, by number and text."""
    lines = asked_of(submission).source.split("\n")
    return [
        (each.label, [(line, lines[line - 1].strip()) for line in sorted(set(each.lines)) if 0 < line <= len(lines)])
        for each in answer.unsynchronised
    ]


def wait_of(asked: Read | ReadTrial) -> int:
    """Milliseconds until the page looks again; 0 when it need not."""
    if asked.is_over:
        return 0
    is_new = timezone.now() - asked.submission.created_at < QUICK
    return QUICKLY_MILLISECONDS if is_new else SLOWLY_MILLISECONDS
