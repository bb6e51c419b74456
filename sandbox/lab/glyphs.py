"""The orders of an answer as the page draws them: a box for each step of interest, and how it ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.lab.answers import Answer, Order
from sandbox.lab.naming import names_of, names_of_answer, with_names
from sandbox.lab.narration import LIVES


@dataclass(frozen=True, kw_only=True)
class Glyph:
    """`boxes`: who moved, with the number of the thread · `number`: by which the order is asked for."""

    number: int
    boxes: Sequence[tuple[str, int]]
    outcome: str
    breaks: bool
    count: int
    is_current: bool


def glyphs_of(answer: Answer, *, current: int | None) -> list[Glyph]:
    """One for each order that is told. `current`: the one that is played."""
    if answer.orders is None:
        return []
    names = _names_by_number(answer)
    threads = names_of([each.thread for each in answer.steps])
    return [
        Glyph(
            number=number,
            boxes=[(names.get(each, str(each)), each) for each in order.threads],
            outcome=with_names(order.outcome, threads),
            breaks=order.breaks,
            count=order.count,
            is_current=number == current,
        )
        for number, order in enumerate(answer.orders.told)
    ]


def order_of(answer: Answer) -> int | None:
    """Which of the orders the answer plays by itself, as far as it is among those told."""
    played = [
        number for number, step in zip(answer.numbers, answer.steps, strict=False) if step.kind not in LIVES
    ]  # fmt: skip
    for number, order in enumerate(answer.orders.told if answer.orders else ()):
        if _is_played(order, played, breaks=answer.failure is not None):
            return number
    return None


def _is_played(order: Order, played: Sequence[int], *, breaks: bool) -> bool:
    return list(order.threads) == list(played) and order.breaks == breaks


def next_breaking(answer: Answer, *, after: int | None) -> int | None:
    """The next order that breaks it, round and round; None where there is no other."""
    breaking = [number for number, order in enumerate(answer.orders.told if answer.orders else ()) if order.breaks]
    others = [number for number in breaking if number != after]
    return next((number for number in others if after is None or number > after), others[0] if others else None)


def _names_by_number(answer: Answer) -> dict[int, str]:
    names = names_of_answer(answer)
    return {
        number: names[step.thread] for number, step in zip(answer.numbers, answer.steps, strict=False)
    }  # fmt: skip
