"""Answers that are typed: numbers with tolerance and unit, words, what a program prints; and when two are the same."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from courses.content.graded.unreadable import Unreadable

MINUS, TIMES = "\N{MINUS SIGN}", "\N{MULTIPLICATION SIGN}"
NUMBER = rf"[-+{MINUS}]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d{{1,2}})?"
RIGHT_NUMBER = re.compile(rf"\s*({NUMBER})\s*(?:(?:±|\+-)\s*({NUMBER})\s*(%)?)?\s*(.{{0,20}}?)\s*", re.ASCII)
TYPED_NUMBER = re.compile(rf"\s*({NUMBER})\s*(.{{0,20}}?)\s*", re.ASCII)
UNITS: Mapping[str, tuple[str, Fraction]] = {
    "ns": ("time", Fraction(1, 10**9)),
    "µs": ("time", Fraction(1, 10**6)),
    "us": ("time", Fraction(1, 10**6)),
    "ms": ("time", Fraction(1, 1000)),
    "s": ("time", Fraction(1)),
    "second": ("time", Fraction(1)),
    "seconds": ("time", Fraction(1)),
    "min": ("time", Fraction(60)),
    "minute": ("time", Fraction(60)),
    "minutes": ("time", Fraction(60)),
    "h": ("time", Fraction(3600)),
    "kib": ("memory", Fraction(1024)),
    "mib": ("memory", Fraction(1024**2)),
    "gib": ("memory", Fraction(1024**3)),
    "%": ("share", Fraction(1, 100)),
    "percent": ("share", Fraction(1, 100)),
    "x": ("ratio", Fraction(1)),
    TIMES: ("ratio", Fraction(1)),
    "times": ("ratio", Fraction(1)),
}
"""What is measured, and how many of the unit that it is reckoned in."""
AROUND_WORDS = " .,;:!?\"'`“”()\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
MOST_TYPED = 2000
LINE_END = "⏎"
"""How the end of a line is written within an option, which has one line."""


@dataclass(frozen=True, kw_only=True)
class RightNumber:
    """`value` and `tolerance` in the unit; "" where it has none."""

    value: Fraction
    tolerance: Fraction
    unit: str

    def accepts(self, text: str) -> bool:
        """A number within the tolerance; in the same unit, in one of the same kind, or in none at all."""
        found = TYPED_NUMBER.fullmatch(text[:MOST_TYPED])
        if not found:
            return False
        ratio = ratio_of(found[2], self.unit)
        return ratio is not None and abs(as_fraction(found[1]) * ratio - self.value) <= self.tolerance


def ratio_of(typed: str, unit: str) -> Fraction | None:
    """How many of `unit` one of `typed` is; None where they measure different things."""
    typed, unit = typed.casefold(), unit.casefold()
    if not typed or typed == unit:
        return Fraction(1)
    one, other = UNITS.get(typed), UNITS.get(unit)
    return one[1] / other[1] if one and other and one[0] == other[0] else None


def as_fraction(text: str) -> Fraction:
    return Fraction(text.replace(",", ".").replace(MINUS, "-"))


def right_number(text: str) -> RightNumber:
    """What an author writes: "5", "2.0 ± 0.5 s", "30 ± 20 % s". Raises Unreadable."""
    found = RIGHT_NUMBER.fullmatch(text)
    if not found:
        raise Unreadable(f"“{text[:40]}” is no number: write it like 5, 2.0 ± 0.5 s or 30 ± 20 % s.")
    value = as_fraction(found[1])
    tolerance = as_fraction(found[2]) if found[2] else Fraction(0)
    if found[3]:
        tolerance *= abs(value) / 100
    if tolerance < 0:
        raise Unreadable(f"The tolerance of “{text[:40]}” is less than nothing.")
    return RightNumber(value=value, tolerance=tolerance, unit=found[4])


def same_words(one: str, other: str) -> bool:
    """Whatever their case, their blanks, and the marks around them."""
    return plain_words(one) == plain_words(other)


def plain_words(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text[:MOST_TYPED]).casefold()
    return " ".join(folded.split()).strip(AROUND_WORDS)


def same_output(one: str, other: str) -> bool:
    """Line by line; blanks at the end of a line and empty lines at the end do not count."""
    return plain_output(one) == plain_output(other)


def plain_output(text: str) -> list[str]:
    lines = text[:MOST_TYPED].replace("\r\n", "\n").replace(LINE_END, "\n").split("\n")
    lines = [line.rstrip() for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    return lines


NUMBERS = frozenset({"number", "predict the timing"})
"""The kinds of questions whose answer is a number."""


def accepts_number(text: str, typed: str) -> bool:
    return right_number(text).accepts(typed)


SAME: Mapping[str, Callable[[str, str], bool]] = {
    "number": accepts_number,
    "predict the timing": accepts_number,
    "short text": same_words,
    "predict the output": same_output,
}
"""By the kind of question: whether what was typed, the second, is what the option, the first, says."""
