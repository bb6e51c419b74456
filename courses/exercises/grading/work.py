"""Does it work: what came of each call, beside what was promised of it, which no jail has seen."""

from collections.abc import Sequence
from dataclasses import replace

from courses.content.graded.checks import Check, How
from courses.exercises.grading.reports import Fact
from courses.exercises.grading.strips import Item, State, Strip

SHOWN = 120
"""Characters of a learner's value in a sentence."""


def graded_work(checks: Sequence[Check], facts: Sequence[Fact], *, own_lines: int) -> Strip:
    """A fact for each check, in their order. `own_lines`: of the learner's program; no line behind it is told."""
    told = [fact if fact.line <= own_lines else replace(fact, line=0) for fact in facts]
    broken = next((fact for fact in told if fact.kind == "broken"), None)
    if broken:
        return Strip(axis="work", state=State.FAILED, headline="Does not run", sentence=why_broken(broken))
    items = [graded(check, fact) for check, fact in zip(checks, told, strict=True)]
    passed = sum(item.passed for item in items)
    return Strip(
        axis="work",
        state=State.PASSED if passed == len(items) else State.FAILED,
        headline=f"{passed} of {len(items)} pass",
        items=items,
    )


def graded(check: Check, fact: Fact) -> Item:
    passed = holds(check, fact)
    return Item(name=check.name, passed=passed, told="" if passed else f"{check.call} {what_came(check, fact)}")


def holds(check: Check, fact: Fact) -> bool:
    match check.how:
        case How.GIVES:
            return fact.kind == "value" and fact.value == check.what
        case How.PRINTS:
            return fact.kind == "value" and fact.printed == check.what
        case How.RAISES:
            return fact.kind == "raised" and check.what in fact.names


def what_came(check: Check, fact: Fact) -> str:
    """In words that follow on the call: “gave 3”."""
    match fact.kind:
        case "stuck":
            return "did not come back in time: a thread waits for ever, or a loop never ends."
        case "ended":
            return "ended Python before there was an answer."
        case "raised":
            return f"raised {exception(fact)}"
        case _ if check.how is How.PRINTS:
            return f"printed {shown(repr(fact.printed))}.{in_a_thread(fact)}"
        case _ if fact.value is None:
            return f"gave a value of the type {shown(fact.type)}, which is not compared.{in_a_thread(fact)}"
        case _:
            return f"gave {shown(fact.value or '')}.{in_a_thread(fact)}"


def in_a_thread(fact: Fact) -> str:
    return f" A thread ended with {shown(fact.thread_error)}." if fact.thread_error else ""


def exception(fact: Fact) -> str:
    name = shown(fact.names[0]) if fact.names else "an exception"
    message = f": {shown(fact.message)}" if fact.message else ""
    return f"{name}{message}{f' (line {fact.line})' if fact.line else ''}."


def why_broken(fact: Fact) -> str:
    return f"Python could not run the program to its end: {exception(fact)}"


def shown(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
