"""The file of a reference: one JSON document, read as if Mallory had written it."""

import base64
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sandbox.runs.models.references import (
    MACHINE_CHARACTERS,
    PYTHON_CHARACTERS,
    SUBJECT_CHARACTERS,
    TITLE_CHARACTERS,
)
from sandbox.runs.repeating import TIMED_AT_MOST, Timing
from sandbox.runs.requests import RUNS_AT_MOST
from sandbox.runs.sound_timelines import Unsound, sound_timeline
from sandbox.xray.keeping import TimelineUnreadable

VERSION = 1
MOST_BYTES = 4 * 1024 * 1024
MOST_SECONDS = 3600.0
"""Beyond any limit of a run."""
MOST_CORES = 4096
KEY_CHARACTERS = 60
LABEL_CHARACTERS = 120
SUBJECT = re.compile(r"[a-z][a-z0-9-]*:[a-z0-9][a-z0-9-]*")
FIELDS = {"version", "subject", "title", "machine", "python", "cores", "made_on", "runs"}
RUN_FIELDS = {"key", "label", "timings", "timeline"}


class ReferenceRefused(ValueError):
    """No reference can be made of it; the message is a sentence for an operator."""


@dataclass(frozen=True, kw_only=True)
class ReferenceRun:
    """`timeline`: packed, as a run's row keeps it."""

    key: str
    label: str
    timings: Sequence[Timing]
    timeline: bytes


@dataclass(frozen=True, kw_only=True)
class ReferenceFacts:
    """What a reference says; `cores`: that its runs had."""

    subject: str
    title: str
    machine: str
    python: str
    cores: int
    made_on: date
    runs: Sequence[ReferenceRun]


def written(facts: ReferenceFacts) -> str:
    """The file's text: the same facts give the same text. Raises ReferenceRefused where nobody could read it again."""
    runs = [
        {
            "key": run.key,
            "label": run.label,
            "timings": [each.row() for each in run.timings],
            "timeline": base64.b64encode(run.timeline).decode(),
        }
        for run in facts.runs
    ]
    head = {name: getattr(facts, name) for name in ("subject", "title", "machine", "python", "cores")}
    body = head | {"version": VERSION, "made_on": facts.made_on.isoformat(), "runs": runs}
    text = json.dumps(body, sort_keys=True, indent=1) + "\n"
    read(text.encode())
    return text


def read(data: bytes) -> ReferenceFacts:
    """The facts of a file; raises ReferenceRefused, whatever the bytes are."""
    if len(data) > MOST_BYTES:
        raise ReferenceRefused(f"The file is larger than {MOST_BYTES // 2**20} MiB.")
    try:
        body = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ReferenceRefused("The file is no JSON document.") from error
    check_fields(body, FIELDS, what="The file")
    if body["version"] != VERSION:
        raise ReferenceRefused(f"The file is not of version {VERSION}, which is all that is read here.")
    return ReferenceFacts(
        subject=subject_of(body["subject"]),
        title=text_of(body["title"], most=TITLE_CHARACTERS, what="The title"),
        machine=text_of(body["machine"], most=MACHINE_CHARACTERS, what="The machine's name"),
        python=text_of(body["python"], most=PYTHON_CHARACTERS, what="The version of Python"),
        cores=cores_of(body["cores"]),
        made_on=day_of(body["made_on"]),
        runs=runs_of(body["runs"]),
    )


def check_fields(body: Any, names: set[str], *, what: str) -> None:
    if not isinstance(body, dict) or body.keys() != names:
        raise ReferenceRefused(f"{what} must have exactly the fields {', '.join(sorted(names))}.")


def subject_of(value: Any) -> str:
    subject = text_of(value, most=SUBJECT_CHARACTERS, what="The subject")
    if not SUBJECT.fullmatch(subject):
        raise ReferenceRefused("The subject must be a key like demo:sum-of-squares.")
    return subject


def text_of(value: Any, *, most: int, what: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= most or not value.isprintable() or not value.strip():
        raise ReferenceRefused(f"{what} must be printable text of 1 to {most} characters.")
    return value


def cores_of(value: Any) -> int:
    if type(value) is not int or not 1 <= value <= MOST_CORES:
        raise ReferenceRefused(f"The cores must be a whole number from 1 to {MOST_CORES}.")
    return value


def day_of(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ReferenceRefused("The date must be one like 2026-11-26.") from error


def runs_of(value: Any) -> list[ReferenceRun]:
    if not isinstance(value, list) or not 2 <= len(value) <= RUNS_AT_MOST:
        raise ReferenceRefused(f"The runs must be a list of 2 to {RUNS_AT_MOST}.")
    runs = [run_of(each) for each in value]
    if len({run.key for run in runs}) < len(runs):
        raise ReferenceRefused("Two runs have the same key.")
    return runs


def run_of(value: Any) -> ReferenceRun:
    check_fields(value, RUN_FIELDS, what="A run")
    rows = value["timings"]
    if not isinstance(rows, list) or not 1 <= len(rows) <= TIMED_AT_MOST:
        raise ReferenceRefused(f"A run must have been timed 1 to {TIMED_AT_MOST} times.")
    return ReferenceRun(
        key=text_of(value["key"], most=KEY_CHARACTERS, what="The key of a run"),
        label=text_of(value["label"], most=LABEL_CHARACTERS, what="The label of a run"),
        timings=[timing_of(each) for each in rows],
        timeline=timeline_of(value["timeline"]),
    )


def timing_of(row: Any) -> Timing:
    """Infinities and what is no number compare as outside."""
    if not isinstance(row, list) or len(row) != 3 or any(type(each) not in (int, float) for each in row):
        raise ReferenceRefused("A timing must be three numbers: seconds on the wall, of its CPU, of others.")
    wall, cpu, others = row
    if not 0 < wall <= MOST_SECONDS or not all(0 <= each <= MOST_CORES * MOST_SECONDS for each in (cpu, others)):
        raise ReferenceRefused("The seconds of a timing must be positive, and those of a run.")
    return Timing(wall=float(wall), cpu=float(cpu), others=float(others))


def timeline_of(value: Any) -> bytes:
    try:
        packed = base64.b64decode(value, validate=True)
        sound_timeline(packed)
    except (TimelineUnreadable, Unsound) as error:
        raise ReferenceRefused(f"The timeline of a run is refused: {error}") from error
    except (TypeError, ValueError) as error:
        raise ReferenceRefused("The timeline of a run must be base64.") from error
    return packed
