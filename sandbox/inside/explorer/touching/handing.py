"""Functions of ours that hand on what they are given: to a thread that calls it, or that goes through it."""

from collections.abc import Callable, Iterator
from typing import Any

from sandbox.inside.explorer.touching.containers import operand
from sandbox.inside.explorer.touching.looking import spread
from sandbox.inside.explorer.touching.rounds import iterate
from sandbox.inside.explorer.world.kinds import CONTAINERS

HANDING_ON = frozenset("map submit wait as_completed Thread Timer __init__ add_done_callback".split())
STARTING = frozenset("Thread Timer __init__".split())
"""Their second argument is a function, and those after it its arguments; of the others, the first is one."""
FUNCTIONS = frozenset("target function fn".split())
"""The same by name."""
ARGUMENTS = frozenset("args kwargs".split())
GOING_THROUGH: dict[str, Callable[[int, Any], Any]] = {"map": iterate, "wait": spread, "as_completed": spread}
Called = Callable[[int, Any], Any]
"""What the library's functions are replaced by: see `called`."""


class Later:
    """The arguments of a thread: a container that is read when it begins."""

    __slots__ = ("_place", "_values")

    def __init__(self, place: int, values: Any) -> None:
        self._place, self._values = place, values

    def __iter__(self) -> Iterator[Any]:
        return iter(spread(self._place, self._values))

    def keys(self) -> Any:
        return operand(self._place, self._values).keys()

    def __getitem__(self, key: Any) -> Any:
        return self._values[key]


class Handing:
    """A function that hands on what it is given."""

    __slots__ = ("_called", "_function", "_place")

    def __init__(self, place: int, function: Callable[..., Any], called: Called) -> None:
        self._place, self._function, self._called = place, function, called

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        given = [self._handed(self._use_of(at), each) for at, each in enumerate(args)]
        named = {key: self._handed(key, each) for key, each in kwargs.items()}
        return self._function(*given, **named)

    def _use_of(self, index: int) -> str:
        """The name of an argument, as far as it says what becomes of it."""
        name = self._function.__name__
        if name in STARTING:
            return "" if index == 0 else "target" if index == 1 else "args"
        if name in ("wait", "as_completed"):
            return "" if index else "fs"
        return "fs" if index and name == "map" else "" if index else "fn"

    def _handed(self, use: str, value: Any) -> Any:
        if use in FUNCTIONS:
            return self._called(self._place, value) if callable(value) else value
        if use in ARGUMENTS and self._function.__name__ in STARTING:
            is_kept = "Timer" in self._function.__qualname__  # a timer shows its arguments as they were given
            return Later(self._place, value) if isinstance(value, CONTAINERS) and not is_kept else value
        return GOING_THROUGH[self._function.__name__](self._place, value) if use == "fs" else value
