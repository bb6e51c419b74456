"""Going through something whose items are looked at, too: unpacked, compared, added, asked for their truth."""

from collections.abc import Iterable, Iterator
from typing import Any

from sandbox.inside.explorer.touching.announcing import READ, touch
from sandbox.inside.explorer.touching.containers import operand, within
from sandbox.inside.explorer.touching.rounds import iterate


class Looking:
    """An iterator for a function that may look at all that it was given before, at every item and at the end."""

    __slots__ = ("_kept", "_place", "_rounds")

    def __init__(self, place: int, rounds: Iterator[Any], kept: Iterable[Any]) -> None:
        self._place, self._rounds, self._kept = place, rounds, list(kept)

    def __iter__(self) -> "Looking":
        return self

    def __next__(self) -> Any:
        try:
            value = next(self._rounds)
            self._kept += within(value)
        finally:
            if self._kept:
                touch(self._place, "read", *((each, None, READ) for each in self._kept))
        return value


class Unpacking:
    """An iterator whose items are unpacked at once, each by itself."""

    __slots__ = ("_place", "_rounds")

    def __init__(self, place: int, rounds: Iterator[Any]) -> None:
        self._place, self._rounds = place, rounds

    def __iter__(self) -> "Unpacking":
        return self

    def __next__(self) -> Any:
        return operand(self._place, next(self._rounds))


def looking(place: int, values: Any, *, kept: Iterable[Any] = ()) -> Any:
    """What a function of the library goes through that looks at the items, and at what it `kept` of its arguments."""
    rounds = iterate(place, values)
    return Looking(place, iter(rounds), kept) if hasattr(type(rounds), "__iter__") else rounds


def unpacking(place: int, values: Any) -> Any:
    """What a `for` goes through that unpacks the items."""
    return Unpacking(place, iter(iterate(place, values)))


def spread(place: int, values: Any) -> Any:
    """What `*` and `**` take apart, and what is unpacked: a container in one step, an iterator round by round."""
    if hasattr(type(values), "__next__"):
        return iterate(place, values)
    return operand(place, values)
