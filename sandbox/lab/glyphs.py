"""The orders of an answer as the page draws them: a box for each step of interest, and how it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sandbox.lab.answers import Answer, Order
from sandbox.lab.naming import names_of, names_of_answer, with_names
from sandbox.lab.narration import LIVES

MOST_BOXES = 24
"""Of an order with more steps a box stands for all that one thread does in a row."""
MOST_ROWS = 40
"""Of such boxes; the end of the order, at which it breaks, is among them."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """`times` in a row the thread of this number moved; a box without a name stands for those left out."""

    name: str
    number: int
    times: int = 1


@dataclass(frozen=True, kw_only=True)
class Glyph:
    """`number`: by which the order is asked for."""

    number: int
    boxes: Sequence[Box]
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
            boxes=boxes_of(order.threads, names),
            outcome=with_names(order.outcome, threads),
            breaks=order.breaks,
            count=order.count,
            is_current=number == current,
        )
        for number, order in enumerate(answer.orders.told)
    ]


def boxes_of(threads: Sequence[int], names: Mapping[int, str]) -> list[Box]:
    """Who moved, step by step; of a long order, turn by turn; of a very long one the last turns."""
    if len(threads) <= MOST_BOXES:
        return [Box(name=names.get(each, str(each)), number=each) for each in threads]
    turns = [
        Box(name=names.get(each, str(each)), number=each, times=len(list(steps))) for each, steps in groupby(threads)
    ]
    left_out = sum(each.times for each in turns[:-MOST_ROWS])
    return [*([Box(name="", number=0, times=left_out)] if left_out else []), *turns[-MOST_ROWS:]]


def order_of(answer: Answer) -> int | None:
    """Which of the orders the answer plays by itself, as far as it is among those told."""
    if answer.left_out:
        return None
    played = [step.number for step in answer.steps if step.kind not in LIVES]
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
    return {number: names[thread] for number, thread in answer.threads_by_number.items()}
