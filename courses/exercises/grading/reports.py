"""What the checker reports of a program, read as hostile input: it was printed beside the learner's code."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

KINDS = frozenset(("value", "raised", "broken", "stuck", "ended"))
LONGEST = 2_000
"""Characters of anything that is reported; the checker cuts there, whoever forges a report may not."""


class ReportUnreadable(ValueError):
    """What was printed is no report; `sentence` says so."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What came of one call. `value`: as Python writes it, None where it is no plain value. `names`: the class of an
    exception, then those that it is derived from. `thread_error`: what ended a thread meanwhile, "" where nothing did.
    """

    kind: str
    value: str | None = None
    type: str = ""
    printed: str = ""
    names: Sequence[str] = ()
    message: str = ""
    line: int = 0
    thread_error: str = ""


def facts_in(printed: str, *, calls: int) -> list[Fact]:
    """One for each call, from the last line that was printed. Raises ReportUnreadable."""
    line = printed.rstrip("\n").rpartition("\n")[2]
    try:
        report = json.loads(line)
    except (ValueError, RecursionError):
        raise ReportUnreadable("Checking ended without a report.") from None
    facts = report.get("facts") if isinstance(report, dict) else None
    if not isinstance(facts, list) or len(facts) != calls:
        raise ReportUnreadable("What was reported is no report of these checks.")
    return [fact_in(each) for each in facts]


def fact_in(given: Any) -> Fact:
    if not isinstance(given, dict) or given.get("kind") not in KINDS:
        raise ReportUnreadable("Part of the report is not what it must be.")
    line = given.get("line", 0)
    value = given.get("value")
    return Fact(
        kind=given["kind"],
        value=None if value is None else text(value),
        type=text(given.get("type", "")),
        printed=text(given.get("printed", "")),
        names=texts(given.get("names", [])),
        message=text(given.get("message", "")),
        line=line if type(line) is int and 0 <= line < 1_000_000 else 0,
        thread_error=next(iter(texts(given.get("in_threads", []))), ""),
    )


def text(given: Any) -> str:
    if not isinstance(given, str) or len(given) > LONGEST:
        raise ReportUnreadable("Part of the report is not what it must be.")
    return given.replace("\0", "�").encode(errors="replace").decode()


def texts(given: Any) -> tuple[str, ...]:
    if not isinstance(given, list) or len(given) > 20:
        raise ReportUnreadable("Part of the report is not what it must be.")
    return tuple(map(text, given))
