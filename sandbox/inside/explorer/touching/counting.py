"""What a Counter does in Python, key by key: each is read, and then written, and others may come between."""

import operator
from collections import Counter
from collections.abc import Mapping
from typing import Any

from sandbox.inside.explorer.touching.announcing import READ, WRITE, touch
from sandbox.inside.explorer.touching.rounds import VIEWS, dictionary_of, iterate
from sandbox.inside.explorer.world.kinds import CONTAINERS

SIGNS: dict[Any, int] = {
    operator.iadd: 1, operator.isub: -1, "__iadd__": 1, "__isub__": -1, "update": 1, "subtract": -1,
}  # fmt: skip
"""By an operator in place, or by a method's name: whether it adds or takes away."""
UPDATE: Any = Counter.update
AT_ONCE = (str, bytes, tuple, frozenset, range)
"""Counted in C besides containers, with nothing between."""


def count(place: int, counter: Any, name: str, *args: Any, **kwargs: Any) -> Any:
    """`Counter.update` and `subtract`, and the methods of the operators in place."""
    if name in ("__iadd__", "__isub__"):
        return count_in_place(place, SIGNS[name], counter, *args)
    for each in (*args, kwargs) if kwargs else args:
        _count(place, counter, SIGNS[name], each)
    return None


def count_in_place(place: int, sign: int, counter: Any, other: Any) -> Any:
    """`counter += other`, and `-=`: what is not positive then is left out. Raises as Python's."""
    for key in iterate(place, other) if isinstance(other, Mapping) else other.items():
        _add(place, counter, key, sign * other[key])
    touch(place, "write", (counter, None, WRITE))
    for key in [key for key, number in counter.items() if not number > 0]:
        del counter[key]
    return counter


def _count(place: int, counter: Any, sign: int, values: Any) -> None:
    if isinstance(values, Mapping):
        _count_mapping(place, counter, sign, values)
    elif values is None:
        return
    elif sign > 0 and isinstance(values, (*AT_ONCE, *CONTAINERS, *VIEWS)):
        source: Any = dictionary_of(values) if isinstance(values, VIEWS) else values
        touch(place, "update", (counter, None, WRITE), (source, None, READ))
        UPDATE(counter, values)
    else:
        for key in iterate(place, values):
            if sign > 0:
                touch(place, "update", (counter, None, WRITE))
                counter[key] = counter.get(key, 0) + 1
            else:
                _add(place, counter, key, -1)


def _count_mapping(place: int, counter: Any, sign: int, values: Any) -> None:
    """Where a counter is empty, Python takes a mapping over at once."""
    if sign > 0:
        touch(place, "read", (counter, None, READ))
        if not counter:
            touch(place, "update", (counter, None, WRITE), (values, None, READ))
            dict.update(counter, values)
            return
    for key in iterate(place, values):
        _add(place, counter, key, sign * values[key])


def _add(place: int, counter: Any, key: Any, number: Any) -> None:
    touch(place, "read", (counter, None, READ))
    before = counter.get(key, 0)
    touch(place, "write", (counter, None, WRITE))
    counter[key] = before + number
