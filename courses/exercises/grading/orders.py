"""In every order: the explorer's verdict, within the bound that the author set. None found is never called a proof."""

import re
from collections.abc import Mapping
from dataclasses import replace

from courses.exercises.grading.strips import State, Strip
from sandbox.lab.answers import Answer, Step
from sandbox.lab.naming import names_of, names_of_answer, with_names
from sandbox.lab.narration import ending
from sandbox.lab.scenes import stops_of

BOUNDED = re.compile(r"none fails with at most ([0-9]) preemptions?,")
ON_LINE = re.compile(r" on line (\d+)")
ASSERTION = "AssertionError: "
MOST_BOXES = 24
FEWER = "Less work inside the threads has fewer orders, and so have waits without a time-out."
ENDS_ITSELF = "The program ended itself before its threads were tried: leave SystemExit out of it."
NO_PROOF = "That is no proof: orders with more preemptions were not tried."


def graded_orders(answer: Answer, *, bound: str, own_lines: int, end: str) -> Strip:
    """`bound`: "proof", or "2 preemptions". `own_lines`: of the learner's program; what follows is the exercise's.

    `end`: what the exercise's part prints last, so that it is known to have been tried.
    """
    match answer.verdict:
        case "proved" | "no-failure-found" if last_line(answer.output) != end:
            return strip(State.FAILED, "Not tried", ENDS_ITSELF)
        case "fails":
            return failed(answer, own_lines=own_lines)
        case "proved":
            return strip(State.PASSED, f"Proved for this input: {orders_tried(answer)}, none fails", input_only(answer))
        case "no-failure-found":
            return none_found(answer, bound=bound)
        case "refused":
            return strip(State.FAILED, "Cannot be explored", sentence(answer.reached))
        case _:
            return strip(State.FAILED, "Not the same twice", sentence(answer.reached))


def told_of_own_lines(answer: Answer, *, own_lines: int) -> Answer:
    """Without the lines that are the exercise's, which a learner does not have."""
    failure = answer.failure
    if failure is None:
        return answer
    message = ON_LINE.sub(lambda found: found[0] if int(found[1]) <= own_lines else "", failure.message)
    line = failure.line if failure.line <= own_lines else 0
    return replace(answer, failure=replace(failure, line=line, message=message))


def last_line(output: str) -> str:
    return output.rstrip("\n").rpartition("\n")[2]


def strip(state: State, headline: str, sentence: str) -> Strip:
    return Strip(axis="orders", state=state, headline=headline, sentence=sentence)


def orders_tried(answer: Answer) -> str:
    """Those that differ, where all were counted; what was tried by chance besides adds nothing to a proof."""
    count = answer.orders.count if answer.orders and answer.orders.is_complete else answer.explored
    return "1 order" if count == 1 else f"{count:,} orders"


def input_only(answer: Answer) -> str:
    threads = len(names_of(each.thread for each in answer.last_state))
    counted = f"{threads} threads, counting the main one. " if threads > 1 else ""
    return f"{counted}A larger input has more orders."


def none_found(answer: Answer, *, bound: str) -> Strip:
    """Passes where the search came as far as the author asked."""
    asked, reached = preemptions_in(bound), BOUNDED.search(answer.reached)
    if asked and reached and int(reached[1]) >= asked:
        return strip(State.PASSED, "None found within the bound", f"{sentence(answer.reached)} {NO_PROOF}")
    told = f"{sentence(answer.reached)} This exercise asks for {asked_words(asked)}. {FEWER}"
    return strip(State.OPEN, "None found, and not all tried", told)


def preemptions_in(bound: str) -> int:
    """0 where every order is asked for."""
    return int(bound[0]) if bound[:1].isdecimal() else 0


def asked_words(preemptions: int) -> str:
    return f"all orders with at most {preemptions} preemptions" if preemptions else "every order of its input"


def failed(answer: Answer, *, own_lines: int) -> Strip:
    names = names_of_answer(answer)
    return Strip(
        axis="orders",
        state=State.FAILED,
        headline=how_many(answer),
        sentence=how_it_breaks(answer, names, own_lines=own_lines),
        order=boxes(answer, names),
        lines=own_unsynchronised(answer, own_lines),
    )


def own_unsynchronised(answer: Answer, own_lines: int) -> list[int]:
    """Lines of the learner's own program alone, in their order."""
    return sorted({line for each in answer.unsynchronised for line in each.lines if 0 < line <= own_lines})


def how_many(answer: Answer) -> str:
    orders = answer.orders
    if orders is None or not orders.breaking:
        return "Fails in some order"
    if not orders.is_complete:
        return f"Fails in {orders.breaking:,} of the {orders.count:,} orders walked"
    return f"Fails in {orders.breaking:,} of {orders.count:,} order{'s' if orders.count > 1 else ''}"


def how_it_breaks(answer: Answer, names: Mapping[str, str], *, own_lines: int) -> str:
    """A line behind the learner's program is the exercise's own, and no line of theirs is named for it."""
    failure = told_of_own_lines(answer, own_lines=own_lines).failure
    is_own = answer.failure is None or answer.failure.line <= own_lines
    if is_own or failure is None or not failure.message.startswith(ASSERTION):
        return ending(failure, names)
    message = with_names(failure.message.removeprefix(ASSERTION), names)
    return f"What must hold does not: {sentence(message)}"


def boxes(answer: Answer, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Who does what, up to the break; of a long order its end."""
    steps = [answer.steps[index] for index in stops_of(answer)]
    return [(names.get(step.thread, step.thread), deed(step)) for step in steps][-MOST_BOXES:]


def deed(step: Step) -> str:
    value = "" if step.value is None or step.kind not in {"read", "write"} else f": {step.value}"
    label = step.label if step.label.endswith(f".{step.kind}") else f"{step.kind} {step.label}"
    return f"{label}{value}".strip()[:60]


def sentence(words: str) -> str:
    """With a capital and a full stop, whatever it had."""
    words = words.strip()
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '!', '?')) else '.'}"
