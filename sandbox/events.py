"""What a run says: one frozen record an event, to and from JSON lines, read as if Mallory had written them."""

import json
import math
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar

from sandbox.observations import ROW_FIELDS, Observed, Recorded, Row, RowRefused, rows_from_json, rows_to_json

TEXT_BYTES = 8192
"""The most text of one event, in bytes of UTF-8."""
MOST_FRAMES = 16
"""The most frames of one stack that are told, from the innermost on."""
LINE_BYTES = 65_536
"""The longest JSON line of one event: every character of the text escaped, and the rest."""


class EventRefused(ValueError):
    """The line is no event: malformed, too long, or with fields that do not belong."""


class Outcome(StrEnum):
    """How a run ended, ordered by who must act: the learner first, then we."""

    FINISHED = "finished"
    ERROR = "error"
    TIME_LIMIT = "time-limit"
    MEMORY_LIMIT = "memory-limit"
    OUTPUT_LIMIT = "output-limit"
    PROCESS_LIMIT = "process-limit"
    DEADLOCK = "deadlock"
    STOPPED = "stopped"
    SANDBOX_FAILURE = "sandbox-failure"


@dataclass(frozen=True, kw_only=True)
class Starting:
    """A slot is free and the jail is being built."""

    kind: ClassVar[str] = "starting"


@dataclass(frozen=True, kw_only=True)
class Started:
    """The program runs; every `at` counts seconds from here."""

    kind: ClassVar[str] = "started"
    at: float
    python: str
    cores: int


@dataclass(frozen=True, kw_only=True)
class Stdout:
    """Text the program printed, `at` seconds after its start: whole lines where it could be, at most TEXT_BYTES."""

    kind: ClassVar[str] = "stdout"
    at: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Stderr:
    """Text of the program's error channel, as in Stdout."""

    kind: ClassVar[str] = "stderr"
    at: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One call that has not returned: the file and line where it stands, and the function."""

    file: str
    line: int
    function: str


@dataclass(frozen=True, kw_only=True)
class Stack:
    """Where one thread of one process stood when the run was found to be deadlocked; the innermost frame first.

    It is what the run says of itself, as names of threads are.
    """

    kind: ClassVar[str] = "stack"
    at: float
    process: str
    thread: str
    frames: tuple[Frame, ...]


@dataclass(frozen=True, kw_only=True)
class End:
    """The last event. `exit_code` is negative for a signal, None where the program did not end by itself.

    `others_seconds`: how long its cores worked for others meanwhile, all of them together.
    """

    kind: ClassVar[str] = "end"
    outcome: Outcome
    exit_code: int | None
    wall_seconds: float
    cpu_seconds: float
    peak_memory_bytes: int
    detail: str = ""
    others_seconds: float = 0.0


type Event = Starting | Started | Stdout | Stderr | Observed | Recorded | Stack | End
KINDS: dict[str, type[Event]] = {
    each.kind: each for each in (Starting, Started, Stdout, Stderr, Observed, Recorded, Stack, End)
}


def to_json(event: Event) -> dict[str, Any]:
    """The event's wire form: its kind and its fields."""
    if isinstance(event, Observed | Recorded):
        rows = {name: rows_to_json(getattr(event, name)) for name in ROW_FIELDS if hasattr(event, name)}
        return {"kind": event.kind, "at": event.at, **rows}
    return {"kind": event.kind, **asdict(event)}


def to_line(event: Event) -> bytes:
    """The event as one line of JSON in UTF-8, with its newline."""
    return json.dumps(to_json(event), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def parse(line: bytes) -> Event:
    """The event of one line that `to_line` wrote; raises EventRefused for anything else."""
    if len(line) > LINE_BYTES:
        raise EventRefused(f"An event of {len(line):,} bytes; at most {LINE_BYTES:,} are read.")
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise EventRefused(f"No JSON: {error}") from None
    return from_json(given)


def from_json(given: object) -> Event:
    """The event of a wire form; raises EventRefused where kind, names or values are not an event's."""
    if not isinstance(given, dict):
        raise EventRefused("An event must be a JSON object.")
    values = dict(given)
    kind = values.pop("kind", None)
    if not isinstance(kind, str) or kind not in KINDS:
        raise EventRefused("An event of no known kind.")
    if values.keys() != {each.name for each in fields(KINDS[kind])}:
        raise EventRefused(f"The fields of “{kind}” are not the known ones.")
    for name, value in values.items():
        values[name] = CHECKS[name](value)
    return KINDS[kind](**values)


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise EventRefused("Seconds must be a number, finite and not negative.")
    return float(value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 2**53:
        raise EventRefused("A count must be a whole number of ordinary size.")
    return value


def _count(value: object) -> int:
    if _whole(value) < 0:
        raise EventRefused("A count must not be negative.")
    return _whole(value)


def _exit_code(value: object) -> int | None:
    return None if value is None else _whole(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise EventRefused("Text must be a string.")
    try:
        size = len(value.encode())
    except UnicodeEncodeError:
        raise EventRefused("Text must not hold half a surrogate pair.") from None
    if size > TEXT_BYTES:
        raise EventRefused(f"Text of {size:,} bytes; one event holds at most {TEXT_BYTES:,}.")
    return value


def _rows(name: str) -> Callable[[object], tuple[Row, ...]]:
    def checked(value: object) -> tuple[Row, ...]:
        try:
            return rows_from_json(value, name=name)
        except RowRefused as refusal:
            raise EventRefused(str(refusal)) from None

    return checked


def _frames(value: object) -> tuple[Frame, ...]:
    if not isinstance(value, list) or len(value) > MOST_FRAMES:
        raise EventRefused(f"Frames must be a list of at most {MOST_FRAMES}.")
    return tuple(map(_frame, value))


def _frame(value: object) -> Frame:
    if not isinstance(value, dict) or value.keys() != {"file", "line", "function"}:
        raise EventRefused("A frame must have a file, a line and a function.")
    return Frame(file=_text(value["file"]), line=_count(value["line"]), function=_text(value["function"]))


def _outcome(value: object) -> Outcome:
    try:
        return Outcome(value)  # type: ignore[arg-type]  # anything else is what it refuses
    except ValueError:
        raise EventRefused("An outcome that is not in the vocabulary.") from None


CHECKS = {
    "at": _seconds,
    "python": _text,
    "cores": _count,
    "text": _text,
    "process": _text,
    "thread": _text,
    "frames": _frames,
    "outcome": _outcome,
    "exit_code": _exit_code,
    "wall_seconds": _seconds,
    "cpu_seconds": _seconds,
    "others_seconds": _seconds,
    "peak_memory_bytes": _count,
    "detail": _text,
    **{name: _rows(name) for name in ROW_FIELDS},
}
