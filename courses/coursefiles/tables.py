"""Takes known fields of known types out of a TOML table, and notes what is missing, unknown or of another type."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from courses.coursefiles.facts import Mistake

NAMES = {str: "text", int: "a whole number", float: "a number", list: "a list", dict: "a table"}


class Table:
    """One table of a file. Every `take` removes a field; what is left at `close` was never asked for."""

    def __init__(self, fields: object, *, name: str, path: Path, mistakes: list[Mistake]) -> None:
        self.name, self.path, self.mistakes = name, path, mistakes
        self.fields: dict[str, Any] = dict(fields) if isinstance(fields, Mapping) else {}
        if not isinstance(fields, Mapping):
            self.note(f"{name} must be a table.")

    def note(self, sentence: str) -> None:
        self.mistakes.append(Mistake(path=self.path, sentence=sentence))

    def take(self, field: str, kind: type, default: Any = None) -> Any:
        """The field's value; a missing one is a mistake unless there is a default, and then an empty value."""
        value = self.fields.pop(field, default)
        if value is None:
            self.note(f"{self.name} needs “{field}”.")
            return kind()
        if kind is float and type(value) is int:
            value = float(value)
        if type(value) is not kind:
            self.note(f"“{field}” of {self.name} must be {NAMES[kind]}.")
            return kind()
        return value

    def take_optional(self, field: str, kind: type) -> Any:
        return self.take(field, kind) if field in self.fields else None

    def take_tables(self, field: str) -> list["Table"]:
        """The tables of a list, each named by its place until it has a better name."""
        entries = self.take(field, list, default=[])
        name = f"{self.name}, {field}"
        return [
            Table(each, name=f"{name} {number}", path=self.path, mistakes=self.mistakes)
            for number, each in enumerate(entries, start=1)
        ]

    def close(self) -> None:
        for field in self.fields:
            self.note(f"{self.name} cannot have “{field}”.")
