"""The checks of an exercise: what is called, and what must come of it. What must come stays outside of the jail.

One a line: - a shelf with one item: `sold(1)` gives `[True, False]`
"""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from courses.content.graded.unreadable import Unreadable

LINE = re.compile(r"- (?P<name>[^`:]+): `(?P<call>[^`]+)` (?P<how>gives|raises|prints) `(?P<what>[^`]+)`")
HOW_ONE_IS_WRITTEN = "A check is a line like: - a shelf with one item: `sold(1)` gives `[True, False]`"
WHAT_A_VALUE_IS = "write a number, a text, None, a list, a tuple, a dict"
MOST_CHECKS = 12
LONGEST_VALUE = 1_000
"""Characters of a value as Python writes it; the checker reports no longer ones whole."""


class How(StrEnum):
    GIVES = "gives"
    RAISES = "raises"
    PRINTS = "prints"


@dataclass(frozen=True, kw_only=True)
class Check:
    """`what`: the value as `repr` writes it, the name of the exception, or the text that is printed."""

    name: str
    call: str
    how: How
    what: str


def parsed_checks(text: str) -> list[Check]:
    """The checks in their order. Raises Unreadable for the first that is none."""
    checks = [parsed_check(line.strip(), number) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(checks) > MOST_CHECKS:
        raise Unreadable(f"There are {len(checks)} checks; {MOST_CHECKS} fit.")
    names = [each.name for each in checks]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise Unreadable(f"Two checks have the name “{twice}”.")
    return checks


def parsed_check(line: str, number: int) -> Check:
    found = LINE.fullmatch(line)
    if found is None:
        raise Unreadable(HOW_ONE_IS_WRITTEN, number)
    call, how = found["call"], How(found["how"])
    compiled_call(call, number)
    return Check(name=found["name"].strip(), call=call, how=how, what=READ[how](found["what"], number))


def compiled_call(call: str, number: int) -> None:
    try:
        compile(call, "check", "eval", dont_inherit=True)
    except (SyntaxError, ValueError):
        raise Unreadable(f"“{call}” is no expression of Python.", number) from None


def value_in(text: str, number: int) -> str:
    try:
        value = repr(ast.literal_eval(text))
    except (SyntaxError, ValueError, TypeError):
        raise Unreadable(f"“{text}” is no value: {WHAT_A_VALUE_IS}.", number) from None
    if len(value) > LONGEST_VALUE:
        raise Unreadable(f"This value has more than {LONGEST_VALUE:,} characters.", number)
    return value


def exception_in(text: str, number: int) -> str:
    if not text.isidentifier():
        raise Unreadable(f"“{text}” is no name of an exception, like ValueError.", number)
    return text


def text_in(text: str, number: int) -> str:
    try:
        value = ast.literal_eval(text)
    except (SyntaxError, ValueError):
        value = None
    if not isinstance(value, str):
        raise Unreadable('What is printed is written as Python writes texts, like `"one\\n"`.', number)
    return value


READ = {How.GIVES: value_in, How.RAISES: exception_in, How.PRINTS: text_in}


def calls_of(checks: Sequence[Check]) -> list[str]:
    """All of the checks that a jail may see."""
    return [each.call for each in checks]
