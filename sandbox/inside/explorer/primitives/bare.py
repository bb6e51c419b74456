"""What primitives show of themselves to whoever prints or copies them."""

from collections.abc import Callable
from typing import Any, NoReturn

from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.operations import Mode


class Bare:
    """Cannot be copied or pickled, since there is a lock in it."""

    __slots__ = ()
    _pickled_as = "_thread.lock"

    def __hash__(self) -> int:
        """By its number: an address would give a set another order in each execution."""
        return hash(stage.world.number_of(self))

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise TypeError(f"cannot pickle '{self._pickled_as}' object")

    def _described(self, state: Callable[[], str]) -> str:
        """As Python writes it, with a number in place of an address; looking is a step."""
        if not stage.world.is_over:
            stage.step("look at", self, stage.world.whole(self, Mode.READ))
        cls = type(self)
        module = "threading" if cls.__module__.startswith("sandbox.") else cls.__module__
        return f"<{module}.{cls.__qualname__} at {stage.world.number_of(self):#x}: {state()}>"
