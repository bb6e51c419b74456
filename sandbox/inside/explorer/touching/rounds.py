"""Going through something, round by round: each looks at it again, and finds what others made of it meanwhile."""

import gc
import types
from collections.abc import Callable, Iterator
from typing import Any

from sandbox.inside.explorer.touching.announcing import READ, WRITE, touch
from sandbox.inside.explorer.touching.beneath import content
from sandbox.inside.explorer.touching.reaching import doubt
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.kinds import CONTAINERS, Kind, is_silent, kind_of
from sandbox.inside.explorer.world.operations import Mode

VIEWS: tuple[Any, ...] = (type({}.keys()), type({}.values()), type({}.items()))


class Rounds:
    """An iterator that announces each round. No generator: several threads may be within it at once, as in Python's."""

    __slots__ = ("_beneath", "_mode", "_place", "_rounds", "_thing")

    def __init__(self, place: int, thing: Any, rounds: Iterator[Any], mode: Mode = READ) -> None:
        self._place, self._thing, self._rounds, self._mode = place, thing, rounds, mode
        self._beneath = [] if isinstance(thing, CONTAINERS) else [(each, None, mode) for each in content(thing)]

    def __iter__(self) -> "Rounds":
        return self

    def __next__(self) -> Any:
        stage.world.tick()
        if isinstance(self._rounds, types.GeneratorType):
            return resumed(self._place, self._rounds, lambda: next(self._rounds))
        touch(self._place, "read" if self._mode is READ else "move on", (self._thing, None, self._mode), *self._beneath)
        return next(self._rounds)


class Delegation(Rounds):
    """A generator that another one gives way to."""

    __slots__ = ()

    def send(self, value: Any) -> Any:
        return resumed(self._place, self._thing, lambda: self._thing.send(value))

    def throw(self, error: BaseException) -> Any:
        return resumed(self._place, self._thing, lambda: self._thing.throw(error))

    def close(self) -> None:
        self._thing.close()


class HandedOut:
    """The rounds of a comprehension whose variables are used by functions that it makes."""

    __slots__ = ("_began", "_rounds")

    def __init__(self, rounds: Iterator[Any]) -> None:
        self._rounds, self._began = rounds, len(stage.world.threads)

    def __iter__(self) -> "HandedOut":
        return self

    def __next__(self) -> Any:
        if len(stage.world.threads) > self._began:
            doubt(
                "a thread that is started in a comprehension uses its variable, which the next round changes; hand the "
                "value over by args"
            )
        return next(self._rounds)


def handed_out(values: Any) -> HandedOut:
    return HandedOut(iter(values))


def iterate(place: int, values: Any) -> Any:
    """What a `for` goes through, and what a lazy function of the library is given."""
    if isinstance(values, VIEWS):
        return Rounds(place, dictionary_of(values), iter(values))
    if isinstance(values, CONTAINERS):
        return Rounds(place, values, iter(values))
    if hasattr(type(values), "__next__"):
        return Rounds(place, values, values, WRITE)
    if (kind_of(values) is Kind.FOREIGN or is_silent(values)) and hasattr(type(values), "__iter__"):
        return Rounds(place, values, iter(values))
    if type(values) is range:
        stage.world.pace.note_range(values)
    return values


def delegate(place: int, values: Any) -> Any:
    """What a `yield from` gives way to: a generator is sent values, and returns one."""
    is_generator = isinstance(values, types.GeneratorType)
    return Delegation(place, values, values, WRITE) if is_generator else iterate(place, values)


def backwards(place: int, values: Any) -> Any:
    """`reversed`."""
    if isinstance(values, VIEWS):
        return Rounds(place, dictionary_of(values), reversed(values))
    rounds = reversed(values)
    return Rounds(place, values, rounds) if isinstance(values, CONTAINERS) else rounds


def dictionary_of(view: Any) -> Any:
    """The dictionary that a view of keys, values or items looks at; Python shows no more than a proxy of it."""
    return gc.get_referents(view)[0]


def resumed(place: int, generator: Any, act: Callable[[], Any]) -> Any:
    """A generator is entered, and then moves on: a thread that enters while another is within is refused."""
    if touch(place, "enter", (generator, None, WRITE)) is None:
        return act()
    running = stage.world.running
    if id(generator) in running:
        raise ValueError("generator already executing")
    running.add(id(generator))
    try:
        touch(place, "move on", (generator, None, WRITE))
        return act()
    finally:
        running.discard(id(generator))
