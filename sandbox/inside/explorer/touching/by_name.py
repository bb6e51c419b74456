"""getattr and its like: attributes by a text, which is looked at when it is known; and dir, which lists them."""

from collections.abc import Callable
from typing import Any

from sandbox.inside.explorer.touching.announcing import READ, touch
from sandbox.inside.explorer.touching.attributes import delete_attribute, load_attribute, store_attribute
from sandbox.inside.explorer.touching.reaching import checked_word, refuse
from sandbox.inside.explorer.world.kinds import is_own_class

ANYWHERE = 0
"""The place of what a function of the library calls."""
NOTHING = object()


def _checked(name: Any) -> Any:
    return checked_word(name) if isinstance(name, str) else name


def load_named(place: int, thing: Any, name: Any, *default: Any) -> Any:
    if not isinstance(name, str):
        return getattr(thing, name, *default)  # raises, as Python's
    try:
        return load_attribute(place, thing, _checked(name))
    except AttributeError:
        if default:
            return default[0]
        raise


def has_named(place: int, thing: Any, name: Any) -> bool:
    return load_named(place, thing, name, NOTHING) is not NOTHING


def store_named(place: int, thing: Any, name: Any, value: Any) -> None:
    store_attribute(place, value, thing, _checked(name))


def delete_named(place: int, thing: Any, name: Any) -> None:
    delete_attribute(place, thing, _checked(name))


def listed(place: int, *things: Any) -> list[str]:
    """`dir`."""
    if not things:
        refuse("“dir()” without an object shows names made from text; name the object whose attributes it is to show")
    if is_own_class(type(things[0])) or isinstance(things[0], type):
        touch(place, "read", (things[0], None, READ))
    return dir(*things)


def named_getattr(thing: Any, name: Any, *default: Any) -> Any:
    return load_named(ANYWHERE, thing, name, *default)


def named_hasattr(thing: Any, name: Any) -> bool:
    return has_named(ANYWHERE, thing, name)


def named_setattr(thing: Any, name: Any, value: Any) -> None:
    store_named(ANYWHERE, thing, name, value)


def named_delattr(thing: Any, name: Any) -> None:
    delete_named(ANYWHERE, thing, name)


def named_dir(*things: Any) -> list[str]:
    return listed(ANYWHERE, *things)


BY_NAME: dict[Any, Callable[..., Any]] = {
    named_getattr: load_named, named_hasattr: has_named, named_setattr: store_named, named_delattr: delete_named,
    named_dir: listed,
}  # fmt: skip
"""By what the program is given in place of the built-in functions: the acts that know their place."""
for _each, _name in zip(BY_NAME, ("getattr", "hasattr", "setattr", "delattr", "dir"), strict=True):
    _each.__name__ = _each.__qualname__ = _name
