"""What the explorer printed, read as hostile input: it ran beside the learner's code, so every field is checked."""

from collections.abc import Callable, Sequence
from typing import Any

from sandbox.lab.answers import Answer, Failure, Move, Order, Orders, Standing, Step, Unsynchronised, are_of_tasks
from sandbox.questions import AnswerUnreadable, answer_in

MOST_ITEMS = 4_000
"""Of steps, or of anything else that a page could not show more of."""
NOT_WHAT_IT_MUST_BE = "Part of what the explorer printed is not what it must be."


def answer_of(printed: str) -> Answer:
    """The answer in what a jail printed. Raises AnswerUnreadable."""
    given = answer_in(printed)
    steps = _each(given["steps"], _step)
    states = _each(given["states"], lambda state: _each(state, _standing))
    _insist(_fit(states, steps))
    return Answer(
        verdict=given["verdict"],
        explored=given["explored"],
        reached=given["reached"],
        refused_at=_number(given["refused_at"]),
        failure=None if given["failure"] is None else _failure(given["failure"]),
        places=_each(given["places"], _number),
        steps=steps,
        states=states,
        left_out=_number(given["left_out"]),
        able=_each(given["able"], _able),
        orders=None if given["orders"] is None else _orders(given["orders"]),
        unsynchronised=_each(given["unsynchronised"], _unsynchronised),
        output=given["output"],
    )


def _fit(states: Sequence[Sequence[Standing]], steps: Sequence[Step]) -> bool:
    if are_of_tasks(steps) and not states:
        return True
    return len(states) == len(steps) + 1 if steps else len(states) <= 1


def _step(given: Any) -> Step:
    return Step(
        thread=_text(_of(given, "thread")),
        number=_number(_of(given, "number")),
        line=_number(_of(given, "line")),
        kind=_text(_of(given, "kind")),
        label=_text(_of(given, "label")),
        value=_text_or_none(_of(given, "value")),
        holds=_each(_of(given, "holds"), _text),
        after=_text_or_none(given.get("after")),
    )


def _standing(given: Any) -> Standing:
    return Standing(
        thread=_text(_of(given, "thread")),
        number=_number(_of(given, "number")),
        next=_text_or_none(_of(given, "next")),
        line=_number(_of(given, "line")),
        holds=_each(_of(given, "holds"), _text),
        blocked_by=_text_or_none(_of(given, "blocked_by")),
        is_finished=_truth(_of(given, "is_finished")),
    )


def _failure(given: Any) -> Failure:
    return Failure(
        kind=_text(_of(given, "kind")),
        message=_text(_of(given, "message")),
        thread=_text_or_none(_of(given, "thread")) or "",
        line=_number(_of(given, "line") or 0),
        cycle=_each(_of(given, "cycle"), _text),
    )


def _orders(given: Any) -> Orders:
    shown = _each(_of(given, "shown"), _order)
    count = _number(_of(given, "count"))
    is_grouped = len(shown) < count
    return Orders(
        count=count,
        breaking=_number(_of(given, "breaking")),
        is_complete=_truth(_of(given, "is_complete")),
        is_grouped=is_grouped,
        told=_each(_of(given, "outcomes"), _order) if is_grouped else shown,
    )


def _order(given: Any) -> Order:
    return Order(
        threads=_each(_of(given, "threads"), _number),
        outcome=_text(_of(given, "outcome")),
        breaks=_truth(_of(given, "breaks")),
        schedule=_each(_of(given, "schedule"), _move),
        count=_number(given.get("count", 1)),
    )


def _unsynchronised(given: Any) -> Unsynchronised:
    return Unsynchronised(label=_text(_of(given, "label")), lines=_each(_of(given, "lines"), _number))


def _move(given: Any) -> Move:
    thread, kind, line = _each(given, lambda part: part) if isinstance(given, list) and len(given) == 3 else (0, 0, 0)
    return _number(thread), _text(kind), _number(line)


def _able(given: Any) -> tuple[int, str]:
    number, name = given if isinstance(given, list) and len(given) == 2 else (None, None)
    return _number(number), _text(name)


def _of(given: Any, name: str) -> Any:
    _insist(isinstance(given, dict) and name in given)
    return given[name]


def _each[T](given: Any, read: Callable[[Any], T]) -> list[T]:
    _insist(isinstance(given, list) and len(given) <= MOST_ITEMS)
    return [read(each) for each in given]


def _text(given: Any) -> str:
    _insist(isinstance(given, str))
    return str(given)


def _text_or_none(given: Any) -> str | None:
    return None if given is None else _text(given)


def _number(given: Any) -> int:
    _insist(type(given) is int)
    return int(given)


def _truth(given: Any) -> bool:
    _insist(isinstance(given, bool))
    return bool(given)


def _insist(holds: bool) -> None:  # noqa: FBT001 - it reads as a sentence
    if not holds:
        raise AnswerUnreadable(NOT_WHAT_IT_MUST_BE)
