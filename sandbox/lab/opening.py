"""Opens other programs in the race lab: what a run of the asker's ran, or what another page hands over for an hour."""

import hashlib
import json
import re
from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID, uuid4

import redis
from django.core.cache import cache
from django.http import QueryDict
from django.urls import reverse

from sandbox import questions, trials
from sandbox.jobs import Job
from sandbox.lab.shipped import LABELS, Shipped, shipped
from sandbox.runs.asking import Asker
from sandbox.runs.limiting import check_rate
from sandbox.runs.models import Run, Submission
from sandbox.runs.refusals import CannotBeRun, NoSandboxHere, jobs_refused_as_runs

HANDED_OVER, RAN = "opened", "run"
"""The fields of an address, or of a form, by which such a program is found again."""
KEPT_SECONDS = 3_600
KEY = re.compile(r"opened-[0-9a-f]{12}")
OWN_LABEL = "Your program"
FIRST = next(iter(LABELS))
"""The one that is explored where a form names none."""
GONE = "That program is no longer kept here. Open it again on its own page."
AWAY = "The race lab cannot take the program over just now. It is safe where it is; try again in a minute."


def hand_over(source: str, *, label: str, is_authored: bool, asker: Asker) -> str:
    """The address at which the lab has this program in its editor, for an hour.

    `is_authored`: the caller knows that this is its author's own text, which visitors may explore too.
    Raises RunRefused.
    """
    with jobs_refused_as_runs():
        Job(source)  # what could never be run is not kept either
    check_rate(asker, runs=1)
    name = uuid4().hex
    try:
        cache.set(_place(name), {"label": label, "source": source, "is_authored": is_authored}, KEPT_SECONDS)
    except redis.RedisError:
        raise NoSandboxHere(AWAY) from None
    return address_of({HANDED_OVER: name})


def address_of(came_from: Mapping[str, str]) -> str:
    """The lab's page, with the program that came from there."""
    query = urlencode(came_from)
    return f"{reverse('lab:lab')}?{query}" if query else reverse("lab:lab")


def is_asked_for(fields: QueryDict) -> bool:
    return HANDED_OVER in fields or RAN in fields


def opened_in(fields: QueryDict, asker: Asker | None) -> Shipped | None:
    """The program that an address or a form names; None where it is kept no longer, or is not the asker's."""
    if HANDED_OVER in fields:
        return _handed_over(str(fields[HANDED_OVER]))
    return _of_run(str(fields[RAN]), asker) if RAN in fields else None


def program_in(form: QueryDict, asker: Asker | None) -> Shipped:
    """The program that a form explores. Raises CannotBeRun where there is none, or none any more."""
    key = form.get("program", FIRST)
    opened = opened_in(form, asker)
    if opened is not None and opened.key == key:
        return opened
    if KEY.fullmatch(key) is None:
        return shipped(key)
    if not form.get(f"source-{key}"):
        raise CannotBeRun(GONE)
    return Shipped(key=key, label=OWN_LABEL, source="", is_authored=False)


def opened_of(run: Run) -> Shipped:
    """What a run ran, as a program of the editor; a run of the lab itself goes on under the key that it had."""
    source, label = source_of(run), run.label
    key = run.key if KEY.fullmatch(run.key) else _key(label, source)
    return Shipped(
        key=key, label=label, source=source, is_authored=run.is_authored, came_from={RAN: str(run.pk)}
    )  # fmt: skip


def source_of(run: Run) -> str:
    """The learner's program: of a question to the lab it stands beside ours."""
    if run.job["source"] in (questions.PROGRAM, trials.PROGRAM):
        return str(json.loads(run.job["files"][questions.QUESTION])["source"])
    return str(run.job["source"])


def _of_run(given: str, asker: Asker | None) -> Shipped | None:
    try:
        wanted = UUID(given)
    except ValueError:
        return None
    if asker is None:
        return None
    run = Run.objects.filter(pk=wanted, submission__in=Submission.objects.of(asker)).first()
    return opened_of(run) if run else None


def _handed_over(name: str) -> Shipped | None:
    try:
        kept = cache.get(_place(name)) if re.fullmatch("[0-9a-f]{32}", name) else None
    except redis.RedisError:
        return None
    if kept is None:
        return None
    return Shipped(**kept, key=_key(kept["label"], kept["source"]), came_from={HANDED_OVER: name})


def _place(name: str) -> str:
    return f"lab:opened:{name}"


def _key(label: str, source: str) -> str:
    """Of this text alone, so that drafts of it are found again, and those of another program are not."""
    return f"opened-{hashlib.sha256(f'{label} {source}'.encode()).hexdigest()[:12]}"
