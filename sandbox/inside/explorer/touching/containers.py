"""Containers that are looked at whole: by an operator, a condition, a format, a function of the library."""

import operator
import types
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sandbox.inside.explorer.touching.announcing import READ, WRITE, touch
from sandbox.inside.explorer.touching.beneath import beneath, content
from sandbox.inside.explorer.touching.between import COMPARING, MAPPINGS, SHOWING, Whole, is_made
from sandbox.inside.explorer.touching.counting import SIGNS, count_in_place
from sandbox.inside.explorer.touching.rounds import VIEWS, dictionary_of, iterate
from sandbox.inside.explorer.touching.sorting import extend
from sandbox.inside.explorer.world.kinds import CONTAINERS, Kind, is_own_class, is_silent, kind_of
from sandbox.inside.explorer.world.operations import Operation

Enters = Callable[[Any], bool]
"""Whether the attributes of an object are looked at, too."""
CONVERSIONS: dict[int, Callable[[Any], Any]] = {-1: lambda value: value, ord("s"): str, ord("r"): repr, ord("a"): ascii}
HASHING = (dict, set, frozenset)
"""A key is looked for in them as if at once, even where its own functions are called: whoever changed them meanwhile
makes Python begin anew."""
PLAIN: set[type] = {int, float, bool, str, bytes, complex, type(None)}
"""The classes of which it is known that nobody can change what is in their objects: the library's alone."""


def operand(place: int, value: Any) -> Any:
    """A value that is about to be looked at by an operator, a condition, a format."""
    if type(value) not in PLAIN:
        read_all(place, "read", value)
    return value


def again(place: int, value: Any) -> bool:
    """False, once a value is about to be looked at again."""
    operand(place, value)
    return False


def binary(place: int, act: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    if type(left) in PLAIN and type(right) in PLAIN:
        return act(left, right)
    if act in (contains, lacks) and hasattr(type(right), "__next__"):
        return act(left, iterate(place, right))
    operation, found = _read(place, "read", (left, right))
    is_key = act in (contains, lacks) and isinstance(right, HASHING)
    several = operation is not None and (is_made(found, COMPARING) or any(isinstance(each, MAPPINGS) for each in found))
    with Whole("an operator", operation, is_several=several and not is_key, counts_calls=not is_key):
        return act(left, right)


def in_place(place: int, act: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    if type(left) in PLAIN and type(right) in PLAIN:
        return act(left, right)
    if isinstance(left, Counter) and act in SIGNS:
        return count_in_place(place, SIGNS[act], left, right)
    if not isinstance(left, CONTAINERS) and (type(left) in PLAIN or not is_silent(left)):
        return binary(place, act, left, right)
    if act is operator.iadd and isinstance(left, (list, deque)) and hasattr(type(right), "__next__"):
        extend(place, left, right)
        return left
    changed = [(each, None, WRITE) for each in (left, *content(left))]
    operation = touch(place, "write", *changed, *((each, None, READ) for each in within(right)))
    with Whole("an assignment in place", operation, is_several=isinstance(left, Counter)):
        return act(left, right)


def formatted(place: int, value: Any, conversion: int, specification: str) -> str:
    """What stands in a text between braces. `conversion`: the number of `s`, `r` or `a`; -1 for none."""
    if type(value) in PLAIN:
        return format(CONVERSIONS[conversion](value), specification)
    operation, found = _read(place, "read", value)
    with Whole("a text", operation, is_several=is_made(found, SHOWING)):
        return format(CONVERSIONS[conversion](value), specification)


def contains(left: Any, right: Any) -> bool:
    return left in right


def lacks(left: Any, right: Any) -> bool:
    return left not in right


def read_all(place: int, kind: str, value: Any) -> Operation | None:
    """Announces that everything within a value is read; None where there is nothing, or no step."""
    return _read(place, kind, value)[0]


def _read(place: int, kind: str, value: Any) -> tuple[Operation | None, list[Any]]:
    found = within(value)
    return touch(place, kind, *((each, None, READ) for each in found)) if found else None, found


def compares_fields(value: Any) -> bool:
    """An instance of a dataclass: what compares and shows it was made by the library, and announces nothing."""
    return hasattr(type(value), "__dataclass_fields__")


def within(value: Any, enters: Enters = compares_fields) -> list[Any]:
    """What can change among all that one finds looking into a value, the outermost first."""
    if type(value) in PLAIN:
        return []
    found, seen, ahead = list[Any](), set[int](), [value]
    while ahead:
        each = ahead.pop()
        if type(each) in PLAIN or id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, VIEWS):
            ahead.append(dictionary_of(each))
            continue
        kind = kind_of(each)
        is_looked_into = not isinstance(each, type) and is_silent(each)
        is_entered = not isinstance(each, type) and enters(each)
        if kind in (Kind.CONTAINER, Kind.FOREIGN) or is_entered or is_looked_into:
            found.append(each)
        elif kind is Kind.PLAIN and not isinstance(each, (tuple, frozenset)):
            if not is_own_class(type(each)):
                PLAIN.add(type(each))
            continue
        ahead.extend(reversed(_parts(each)))
        if is_entered:
            ahead.extend(reversed(_attributes(each)))
        elif is_looked_into:
            ahead.extend(reversed(beneath(each)))
    return found


def _parts(value: Any) -> list[Any]:
    """What is in a container, but for what is known to be plain."""
    if isinstance(value, dict):
        parts = [*value, *value.values()]
    elif isinstance(value, (list, tuple, deque)):
        parts = list(value)
    elif isinstance(value, (set, frozenset)):
        parts = [each for each in value if isinstance(each, tuple)]  # the order of others differs from run to run
    else:
        return []
    return [] if PLAIN.issuperset(map(type, parts)) else parts


def _attributes(value: Any) -> list[Any]:
    """What an object keeps, in its dictionary and in slots, without asking the program's own methods."""
    found: list[Any] = []
    with suppress(AttributeError):
        found.extend(object.__getattribute__(value, "__dict__").values())
    for each in [each for cls in type(value).__mro__ for each in vars(cls).values()]:
        if isinstance(each, types.MemberDescriptorType):
            with suppress(AttributeError):
                found.append(each.__get__(value))
    return found
