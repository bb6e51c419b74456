"""What a parameter may be: rules without a database."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

type Value = int | str

WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,18}")


class ValueRefused(ValueError):
    """The text is no value of the parameter; `sentence` says what would be one."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, kw_only=True)
class Range:
    """Whole numbers from `minimum` to `maximum`, both included."""

    minimum: int
    maximum: int

    def value_of(self, text: str, *, label: str) -> int:
        if not WHOLE_NUMBER.fullmatch(text.strip()):
            raise ValueRefused(f"{label} must be a whole number.")
        value = int(text)
        if value not in self:
            raise ValueRefused(f"{label} must lie between {self.minimum:,} and {self.maximum:,}.")
        return value

    def __contains__(self, value: object) -> bool:
        return type(value) is int and self.minimum <= value <= self.maximum


@dataclass(frozen=True, kw_only=True)
class Choices:
    """One of some values, told apart by how they are written."""

    values: Sequence[Value]

    def value_of(self, text: str, *, label: str) -> Value:
        for value in self.values:
            if str(value) == text:
                return value
        raise ValueRefused(f"{label} must be one of {', '.join(map(str, self.values))}.")

    def __contains__(self, value: object) -> bool:
        return any(type(value) is type(each) and value == each for each in self.values)
