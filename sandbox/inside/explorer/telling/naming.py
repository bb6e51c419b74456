"""What the program calls a thing: the name, attribute or item by which it can be reached."""

from collections.abc import Iterator, Mapping
from types import FunctionType
from typing import Any

from sandbox.inside.explorer.world.kinds import Kind, is_own_class, kind_of
from sandbox.inside.explorer.world.world import Thread, World

DEPTH = 3
MOST_ITEMS = 50
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def name_of(world: World, thing: object) -> str:
    """The shortest way to it from the module's names, else what it is and where it was made."""
    if isinstance(thing, Thread):
        return thing.name
    found = names_of(world).get(id(thing))
    if found is not None:
        return found
    line, kind = _line_made(thing), type(thing).__name__
    if not line:
        return f"a {kind}"
    made = world.made.get((kind, line), [])
    if len(made) < 2 or id(thing) not in made:
        return f"the {kind} of line {line}"
    return (
        f"the {ORDINALS[made.index(id(thing))]} {kind} of line {line}"
        if len(made) <= len(ORDINALS)
        else (f"{kind} {made.index(id(thing)) + 1} of line {line}")
    )


def _line_made(thing: object) -> int:
    """Of a primitive; without asking the program, whose `__getattr__` answers for whatever is not there."""
    try:
        line: int = object.__getattribute__(thing, "made_in_line")
    except AttributeError:
        return 0
    return line


def names_of(world: World) -> dict[int, str]:
    """Every thing that can be reached, by its identity."""
    names: dict[int, str] = {}
    level: list[tuple[str, Any]] = [
        (name, value) for name, value in world.namespace.items() if not name.startswith("_")
    ]
    level += [each for value in world.namespace.values() for each in _captured(value)]
    for _ in range(DEPTH):
        fresh = [(name, value) for name, value in level if id(value) not in names]
        for name, value in fresh:
            names.setdefault(id(value), name)
        level = [each for name, value in fresh for each in _parts(name, value)]
    return names


def _parts(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, (list, tuple)):
        yield from ((f"{name}[{index}]", each) for index, each in enumerate(value[:MOST_ITEMS]))
    elif isinstance(value, dict):
        yield from (
            (f"{name}[{key!r}]", each) for key, each in list(value.items())[:MOST_ITEMS] if isinstance(key, (str, int))
        )
    elif kind_of(value) is Kind.OWN or (isinstance(value, type) and is_own_class(value)):
        inner = _dictionary(value)
        yield from (
            (f"{name}.{key}", each) for key, each in list(inner.items())[:MOST_ITEMS] if not key.startswith("__")
        )


def _dictionary(value: Any) -> Mapping[str, Any]:
    """Without asking the program, either."""
    look = type.__getattribute__ if isinstance(value, type) else object.__getattribute__
    try:
        found: Mapping[str, Any] = look(value, "__dict__")
    except AttributeError:
        return {}
    return found


def _captured(value: Any) -> Iterator[tuple[str, Any]]:
    """The variables that a function keeps of the one it was made in."""
    if not isinstance(value, FunctionType):
        return
    for variable, cell in zip(value.__code__.co_freevars, value.__closure__ or (), strict=False):
        try:
            yield variable, cell.cell_contents
        except ValueError:
            continue
