"""What counts as one step although others could come between: it is written in Python, or calls the program.

Its end is a step as well. Where an order has another thread come between, to change what is looked at or to look at
what is changed, what the explorer makes of it is one real order of several: a failure is one, and a proof is none.
"""

import types
from collections import ChainMap, Counter, UserDict
from collections.abc import Iterable
from functools import partial
from typing import Any

from sandbox.inside.explorer.touching.reaching import doubt
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.kinds import is_explorers
from sandbox.inside.explorer.world.operations import Operation, conflicts

SHOWING = ("__repr__",)
COMPARING = ("__eq__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__")
MAPPINGS = (Counter, ChainMap, UserDict)
"""Of the library, those whose operators go through them in Python."""
OF_C = ("Lock", "SimpleQueue", "local")
"""Of what the explorer has in place of the library's, that which is written in C there."""
ONE_LOOK = frozenset("copy fields is_dataclass cast median median_low median_high mode multimode fill wrap".split())
"""Functions that the library wrote in Python, and that look but once."""


class Whole:
    """Stands around what was announced as one step: `with Whole(…): …`."""

    __slots__ = ("_began", "_counts_calls", "_entered", "_is_several", "_name", "_operation")

    def __init__(
        self, name: str, operation: Operation | None, *, is_several: bool = False, counts_calls: bool = True
    ) -> None:
        """`is_several`: it is written in Python. `counts_calls`: the program's functions, even without a step."""
        self._name, self._operation = name, operation
        self._is_several, self._counts_calls = is_several, counts_calls
        self._began = self._entered = 0

    def __enter__(self) -> None:
        self._began, self._entered = len(stage.world.steps), stage.world.entered

    def __exit__(self, *_: object) -> None:
        world, operation = stage.world, self._operation
        if operation is None or world.is_over:
            return
        has_called = len(world.steps) != self._began or (self._counts_calls and world.entered != self._entered)
        if not has_called and not self._is_several:
            return
        me = world.current.number
        world.announce(Operation("finish", operation.label, operation.line, operation.accesses, operation.subject))
        between = (step for step in world.steps[self._began : -1] if step.thread != me)
        if any(conflicts(step.operation.accesses, operation.accesses) for step in between):
            doubt(_reason(self._name, has_called=has_called))


def _reason(name: str, *, has_called: bool) -> str:
    if has_called:
        return (
            f"“{name}” calls functions of the program, which other threads may come between, in the middle of a "
            "container that they share; call them first, and keep what they return"
        )
    return (
        f"“{name}” looks at one thing after another, and another thread can come between to change them; keep a lock "
        "around it, and around the changes"
    )


def is_python(function: Any) -> bool:
    """Whether the library wrote a function in Python, and not merely to hand on to one of the program's."""
    plain = function.__func__ if isinstance(function, types.MethodType) else function
    return isinstance(plain, types.FunctionType) and not hasattr(plain, "__wrapped__")


def is_in_python(factory: Any) -> bool:
    """Whether Python code is run where it is called, without an argument."""
    if isinstance(factory, partial):
        return is_in_python(factory.func)
    if not isinstance(factory, type):
        return isinstance(factory, (types.FunctionType, types.MethodType))
    if is_explorers(factory):
        return factory.__name__ not in OF_C
    return any(isinstance(getattr(factory, each), types.FunctionType) for each in ("__init__", "__new__"))


def is_made(values: Iterable[Any], methods: tuple[str, ...]) -> bool:
    """Whether one of the values is of a dataclass, and the library made one of these methods for it."""
    return any(_is_made(type(each), methods) for each in values)


def _is_made(cls: type, methods: tuple[str, ...]) -> bool:
    if not hasattr(cls, "__dataclass_fields__"):
        return False
    found = (getattr(cls, each, None) for each in methods)
    return any(isinstance(each, types.FunctionType) and each.__globals__ is not stage.world.namespace for each in found)
