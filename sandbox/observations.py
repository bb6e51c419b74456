"""What is seen of a run while it goes on, for its x-ray: samples from outside, spans and names from inside; as events.

Rows travel as lists, since there are thousands a second. Times are whole microseconds since the program began. All of
it is read as if Mallory had written it.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any, ClassVar

from sandbox.records import About, Kind, What

ROWS = 200
"""The most rows of one event: with the longest texts it stays below a line's limit."""
LARGEST = 2**63
TEXT_CHARACTERS = 120


class RowRefused(ValueError):
    """The rows are none: no list, too many, or with values that do not belong."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One thread at one moment: how long it has been on a core, and in the kernel's queue for one, since it began.

    `process` and `thread` are its numbers inside the jail.
    """

    process: int
    thread: int
    at: int
    cpu: int
    queued: int


@dataclass(frozen=True, slots=True)
class Sight:
    """A process, when it was first seen. `program`: the kernel's name for it; `parent`: 0 for the program's own."""

    process: int
    parent: int
    at: int
    program: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A thread that was watched and runs no more, and when that was seen; with its own main thread a whole process.

    A process that nobody has waited for yet is gone as well. Of those that the end of the run ends nothing is said.
    """

    process: int
    thread: int
    at: int


@dataclass(frozen=True, slots=True)
class Span:
    """See `records.SpanRecord`. `end` is -1 while it lasts; told again, with the same start, when it has ended."""

    process: int
    thread: int
    kind: int
    what: int
    start: int
    end: int
    line: int
    subject: int
    other: int


@dataclass(frozen=True, slots=True)
class Text:
    """See `records.TextRecord`. `number` is a time for processes, threads, their ends, objects and tasks."""

    process: int
    thread: int
    about: int
    text: str
    line: int
    subject: int
    number: int


@dataclass(frozen=True, kw_only=True)
class Observed:
    """What the observer saw; all that it saw until `at` is told with this.

    A sample is told where it differs from the one before, with that one.
    """

    kind: ClassVar[str] = "observed"
    at: float
    samples: tuple[Sample, ...] = ()
    sights: tuple[Sight, ...] = ()
    gone: tuple[Gone, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What the recorder had written; all that it had until `at` is told with this."""

    kind: ClassVar[str] = "recorded"
    at: float
    spans: tuple[Span, ...] = ()
    texts: tuple[Text, ...] = ()


type Row = Sample | Sight | Gone | Span | Text
ROW_FIELDS: dict[str, type[Row]] = {"samples": Sample, "sights": Sight, "gone": Gone, "spans": Span, "texts": Text}
"""Which rows a field of an event holds."""


def rows_to_json(rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    return [astuple(each) for each in rows]


def rows_from_json(value: object, *, name: str) -> tuple[Row, ...]:
    """The rows of the field `name`; raises RowRefused."""
    if not isinstance(value, list) or len(value) > ROWS:
        raise RowRefused(f"{name} must be a list of at most {ROWS} rows.")
    kind = ROW_FIELDS[name]
    types = [each.type for each in fields(kind)]
    return tuple(_row(kind, types, each) for each in value)


def _row(kind: type[Row], types: Sequence[object], values: object) -> Row:
    if not isinstance(values, list) or len(values) != len(types):
        raise RowRefused(f"A row of {kind.__name__} has {len(types)} values.")
    for value, wanted in zip(values, types, strict=True):
        if wanted is str:
            _check_text(value)
        elif type(value) is not int or not -1 <= value < LARGEST:
            raise RowRefused("A number of a row must be whole, and of ordinary size.")
    row = kind(*values)
    if (isinstance(row, Span) and not (_is(Kind, row.kind) and _is(What, row.what))) or (
        isinstance(row, Text) and not _is(About, row.about)
    ):
        raise RowRefused("A row of no known kind.")
    return row


def _check_text(value: object) -> None:
    if not isinstance(value, str) or len(value) > TEXT_CHARACTERS or not value.isprintable():
        raise RowRefused("A text of a row must be short, and printable.")


def _is(kind: type[Kind | What | About], value: int) -> bool:
    return value in kind._value2member_map_
