"""A chain of comparisons, `a < b < c`: each compares when Python does, and announces what it looks at then."""

import operator
from collections.abc import Callable
from typing import Any

from sandbox.inside.explorer.touching.containers import binary, contains


class Compared:
    """A value of a chain; what is compared with it stands in one as well."""

    __slots__ = ("_place", "value")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, place: int, value: Any) -> None:
        self._place, self.value = place, value

    def _by(self, act: Callable[[Any, Any], Any], other: Any) -> Any:
        return binary(self._place, act, self.value, other.value)

    def __eq__(self, other: Any) -> Any:
        return self._by(operator.eq, other)

    def __ne__(self, other: Any) -> Any:
        return self._by(operator.ne, other)

    def __lt__(self, other: Any) -> Any:
        return self._by(operator.lt, other)

    def __le__(self, other: Any) -> Any:
        return self._by(operator.le, other)

    def __gt__(self, other: Any) -> Any:
        return self._by(operator.gt, other)

    def __ge__(self, other: Any) -> Any:
        return self._by(operator.ge, other)

    def __contains__(self, other: Any) -> bool:
        return bool(binary(self._place, contains, other.value, self.value))


def compared(place: int, value: Any) -> Compared:
    return Compared(place, value)
