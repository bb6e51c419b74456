"""Names of the module, and variables that inner functions see."""

from collections.abc import Callable
from typing import Any

from sandbox.inside.explorer.touching.announcing import READ, WRITE, keep, touch
from sandbox.inside.explorer.world import stage


def load_global(place: int, name: str) -> Any:
    space = stage.world.namespace
    operation = touch(place, "read", (space, name, READ))
    try:
        value = space[name] if name in space else stage.world.builtins[name]
    except KeyError:
        raise NameError(f"name {name!r} is not defined", name=name) from None
    keep(operation, value)
    return value


def store_global(place: int, name: str, value: Any) -> Any:
    """Announces; the program's own assignment follows at once."""
    operation = touch(place, "write", (stage.world.namespace, name, WRITE))
    keep(operation, value)
    return value


def load_cell(place: int, look: Callable[[], Any]) -> Any:
    operation = touch(place, "read", (look.__closure__[0], None, READ))  # type: ignore[index]
    value = look()
    keep(operation, value)
    return value


def store_cell(place: int, look: Callable[[], Any], value: Any) -> Any:
    operation = touch(place, "write", (look.__closure__[0], None, WRITE))  # type: ignore[index]
    keep(operation, value)
    return value
