"""Tells an operator what was found: a line each, then what to do, then one sentence on the whole."""

import textwrap
from collections.abc import Sequence

from operations.doctor.diagnosis import Diagnosis, State

MARKS = {State.GOOD: "✓", State.WARNING: "!", State.BAD: "✗"}


def as_text(found: Sequence[Diagnosis]) -> str:
    width = max((len(each.name) for each in found), default=0)
    lines = [f"{MARKS[each.state]} {each.name:<{width}}  {each.sentence}" for each in found]
    return "\n\n".join(["\n".join(lines), *to_do(found), summary(found)])


def to_do(found: Sequence[Diagnosis]) -> list[str]:
    """Each remedy once, under the names of all that wait for it."""
    waiting: dict[str, list[str]] = {}
    for each in found:
        if each.what_to_do:
            waiting.setdefault(each.what_to_do, []).append(each.name)
    return [f"{textwrap.fill(f'For {", ".join(names)}:', 100)}\n{what}" for what, names in waiting.items()]


def summary(found: Sequence[Diagnosis]) -> str:
    bad = sum(each.state is State.BAD for each in found)
    warnings = sum(each.state is State.WARNING for each in found)
    if not bad and not warnings:
        return "All is well."
    worth = f"{warnings} to know of" if warnings else ""
    wrong = f"{bad} to be mended" if bad else "Nothing is broken"
    return f"{', '.join(filter(None, [wrong, worth]))}."
