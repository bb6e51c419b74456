"""Parameters in a program: module-level lines `NAME = literal`, found and rewritten where the syntax tree says."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from courses.content.values import Value

READABLE_FROM = 10_000
"""Whole numbers from here on are written with underscores between thousands."""


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """`value` as the program has it, None where it is no plain whole number or text; `line` counts from 1."""

    value: Value | None
    line: int
    literal: ast.expr

    @property
    def is_in_one_line(self) -> bool:
        return self.literal.lineno == self.literal.end_lineno


def assignments(source: str) -> dict[str, list[Assignment]]:
    """The plain module-level assignments of a program, by name; raises SyntaxError or ValueError where it is none."""
    found: dict[str, list[Assignment]] = {}
    for statement in ast.parse(source).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=literal):
                entry = Assignment(value=constant(literal), line=statement.lineno, literal=literal)
                found.setdefault(name, []).append(entry)
    return found


def constant(expression: ast.expr) -> Value | None:
    try:
        value = ast.literal_eval(expression)
    except (ValueError, TypeError, SyntaxError):
        return None
    return value if type(value) in {int, str} else None


def with_values(source: str, values: Mapping[str, Value]) -> str:
    """The program with these values in the place of its own; what it does not assign is left out, all else untouched.

    `source` is an author's: each name that is given has been checked to be assigned once.
    """
    places = [(entries[0].literal, name) for name, entries in assignments(source).items() if name in values]
    lines = source.encode().splitlines(keepends=True)
    for expression, name in sorted(places, key=lambda place: (-place[0].lineno, -place[0].col_offset)):
        replace(lines, expression, literal_of(values[name]))  # from the end on, so that no place moves before its turn
    return b"".join(lines).decode()


def replace(lines: list[bytes], expression: ast.expr, text: str) -> None:
    """Puts `text` where a one-line expression stands. The tree counts columns in bytes of UTF-8."""
    if expression.end_lineno != expression.lineno:
        raise ValueError(f"The value in line {expression.lineno} goes over more than one line.")
    line = lines[expression.lineno - 1]
    before, after = line[: expression.col_offset], line[expression.end_col_offset :]
    lines[expression.lineno - 1] = before + text.encode() + after


def literal_of(value: Value) -> str:
    """How the value is written in a program: a literal, whatever it holds."""
    return f"{value:_}" if isinstance(value, int) and abs(value) >= READABLE_FROM else repr(value)
