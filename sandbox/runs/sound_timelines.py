"""Whether a timeline from elsewhere is one that can be drawn: every value of its kind, and of ordinary size."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from sandbox.xray.building.builder import LONGEST_SECONDS
from sandbox.xray.drawing.comparing import Compared, drawing_of_all
from sandbox.xray.keeping import TimelineUnreadable, unpack
from sandbox.xray.timeline import Timeline

MOST_PARTS = 200_000
"""Slices, holds and buckets together: more than the builder ever keeps of a run, and drawn in seconds."""
TEXT_CHARACTERS = 400
LARGEST = 2**63


class Unsound(ValueError):
    """A value of the timeline does not belong there."""


def sound_timeline(packed: bytes) -> Timeline:
    """The timeline; raises Unsound, or TimelineUnreadable where it is none."""
    try:
        found = unpack(packed)
    except (ArithmeticError, AttributeError, RecursionError) as error:
        raise TimelineUnreadable("The timeline has values that no timeline has.") from error
    check(found, kind=Timeline)
    if not 0 < found.seconds <= LONGEST_SECONDS or found.cores < 1 or not found.lanes:
        raise Unsound("A timeline has seconds, cores and lanes.")
    if sum(len(lane.slices) + len(lane.holds) + len(lane.buckets) for lane in found.lanes) > MOST_PARTS:
        raise Unsound("The timeline has more parts than any of ours.")
    try:
        drawing_of_all([Compared(name="", timeline=found)])
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise Unsound("The timeline cannot be drawn.") from error
    return found


def check(value: object, *, kind: Any) -> None:
    """Raises Unsound unless the value is of the annotation `kind`, all through."""
    if is_dataclass(kind) and isinstance(kind, type):
        check_record(value, kind=kind)
    elif get_origin(kind) is Sequence:
        check_sequence(value, kind=get_args(kind)[0])
    elif get_origin(kind) is Mapping:
        check_mapping(value, kinds=get_args(kind))
    elif not is_plain(value, kind=kind):
        raise Unsound("A value of the timeline is of the wrong kind, or of no ordinary size.")


def check_record(value: object, *, kind: type) -> None:
    for name, hint in annotations_of(kind):
        check(getattr(value, name), kind=hint)


@cache
def annotations_of(kind: type) -> list[tuple[str, Any]]:
    """Kept: a timeline has ten thousands of slices."""
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in fields(kind)]


def check_sequence(value: object, *, kind: Any) -> None:
    if not isinstance(value, list | tuple):
        raise Unsound("A list of the timeline is none.")
    for each in value:
        check(each, kind=kind)


def check_mapping(value: object, *, kinds: tuple[Any, Any]) -> None:
    if not isinstance(value, dict):
        raise Unsound("A table of the timeline is none.")
    for name, each in value.items():
        check(name, kind=kinds[0])
        check(each, kind=kinds[1])


def is_plain(value: object, *, kind: type) -> bool:
    if kind is float:
        return type(value) in (int, float) and -LONGEST_SECONDS <= value <= LONGEST_SECONDS  # type: ignore[operator]
    if kind is int:
        return type(value) is int and -LARGEST <= value < LARGEST
    if kind is str:
        return isinstance(value, str) and len(value) <= TEXT_CHARACTERS and value.isprintable()
    return type(value) is kind if issubclass(kind, bool | Enum) else False
