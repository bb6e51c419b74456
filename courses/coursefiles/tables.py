"""Takes known fields of known types out of a TOML table, and notes what is missing, unknown or of another type."""

import math
from collections.abc import Mapping
from typing import Any

from courses.content.facts.mistakes import Mistake, Origin, told_place
from courses.content.values import Value

NAMES = {str: "text", int: "a whole number", float: "a number", list: "a list", dict: "a table"}
LARGEST_FLOAT = 10**300
"""Whole numbers from here on are infinite: Python makes no floating-point number of them. No limit allows either."""


class Table:
    """One table of a file, at `place` ("variants.2"; "" is the file's own). What is left at `close` is unknown."""

    def __init__(self, fields: object, *, origin: Origin, mistakes: list[Mistake], place: str = "") -> None:
        self.origin, self.place, self.mistakes = origin, place, mistakes
        self.fields: dict[str, Any] = dict(fields) if isinstance(fields, Mapping) else {}
        self.asked: list[str] = []
        if not isinstance(fields, Mapping):
            self.note("This must be a table.")

    def note(self, sentence: str, *, field: str = "") -> None:
        at = f"{self.place}.{field}" if self.place and field else self.place or field
        self.mistakes.append(self.origin.mistake(f"{told_place(self.place)}{sentence}", at=at))

    def take(self, field: str, kind: type, default: Any = None) -> Any:
        """The field's value; a missing one is a mistake unless there is a default, and then an empty value."""
        value = self.pop(field)
        if value is None:
            return self.instead(field, kind, default)
        if kind is float and type(value) is int:
            value = float(value) if abs(value) < LARGEST_FLOAT else math.inf
        if type(value) is not kind:
            self.note(f"“{field}” must be {NAMES[kind]}.", field=field)
            return kind()
        if isinstance(value, str) and default is None:
            self.check_filled(field, value)
        return value

    def pop(self, field: str) -> Any:
        self.asked.append(field)
        return self.fields.pop(field, None)

    def instead(self, field: str, kind: type, default: Any) -> Any:
        if default is None:
            self.note(f"“{field}” is missing.", field=field)
            return kind()
        return default

    def check_filled(self, field: str, text: str) -> None:
        if not text.strip():
            self.note(f"“{field}” is empty.", field=field)

    def take_optional(self, field: str, kind: type) -> Any:
        self.asked.append(field)
        return self.take(field, kind) if field in self.fields else None

    def take_value(self, field: str) -> Value | None:
        """A value of a parameter; a missing or unfit one is a mistake, and None."""
        value = self.pop(field)
        if value is None:
            self.note(f"“{field}” is missing.", field=field)
        return self.fit(field, value)

    def take_values(self, field: str) -> list[Value]:
        values = (self.fit(field, each) for each in self.take(field, list, default=[]))
        return [each for each in values if each is not None]

    def fit(self, field: str, value: object) -> Value | None:
        if isinstance(value, str):
            self.check_filled(field, value)
            return value
        if type(value) is int:
            return value
        if value is not None:
            self.note(f"“{field}” must be text or a whole number.", field=field)
        return None

    def take_tables(self, field: str) -> list["Table"]:
        """The tables of a list, each known by its place."""
        entries = self.take(field, list, default=[])
        return [
            Table(each, origin=self.origin, mistakes=self.mistakes, place=f"{field}.{number}")
            for number, each in enumerate(entries, start=1)
        ]

    def close(self) -> None:
        known = ", ".join(dict.fromkeys(self.asked))
        for field in self.fields:
            self.note(f"“{field}” is not known here; known are {known}.", field=field)
