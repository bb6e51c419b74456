"""Items of containers."""

from array import array
from collections import ChainMap, UserDict, defaultdict
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from sandbox.inside.explorer.touching.announcing import READ, WRITE, keep, touch
from sandbox.inside.explorer.touching.beneath import content
from sandbox.inside.explorer.touching.between import Whole, is_in_python
from sandbox.inside.explorer.touching.containers import PLAIN, within
from sandbox.inside.explorer.touching.rounds import iterate
from sandbox.inside.explorer.world.kinds import CONTAINERS, Kind, is_silent, kind_of
from sandbox.inside.explorer.world.operations import Mode, Operation

ORDER = object()
"""The part of a dictionary that says which key came first: two new keys are one order or the other."""


def load_item(place: int, thing: Any, key: Any) -> Any:
    if not _is_touched(thing):
        return thing[key]
    if isinstance(thing, defaultdict):
        return _load_or_make(place, thing, key)
    operation = touch(place, "read", (thing, _part(thing, key), READ), *_beneath(thing, key, READ))
    with _looking_up(thing, operation):
        value = thing[key]
    keep(operation, value)
    return value


def _looking_up(thing: Any, operation: Operation | None) -> AbstractContextManager[None]:
    """Of what looks twice in Python: whether there is such a key, and for it, or in one dictionary after the other."""
    is_several = isinstance(thing, (ChainMap, UserDict))
    if is_several or _is_looked_up(thing):
        return Whole("[]", operation, is_several=is_several, counts_calls=False)
    return nullcontext()


def _is_looked_up(thing: Any) -> bool:
    """By a dictionary's own method: what the program is called for then is a key's hash, or its equality."""
    return getattr(type(thing), "__getitem__", None) is dict.__getitem__ and not hasattr(thing, "__missing__")


def _load_or_make(place: int, thing: Any, key: Any) -> Any:
    """An item of a dictionary that makes those it has not. Where it calls the program for one, others may come before
    it is kept, and then both keep one.
    """
    part, is_python = _part(thing, key), is_in_python(thing.default_factory) and not _is_overridden(type(thing))
    made = ((thing, part, WRITE), (thing, ORDER, WRITE))
    is_new = key not in thing and not is_python
    looked_at = _beneath(thing, key, READ)
    operation = touch(place, "read", *(made if is_new else ((thing, part, READ),)), *looked_at)
    if key in thing or is_new:
        value = thing[key]
    elif not is_python:  # it was there before
        operation = touch(place, "read", *made, *looked_at)
        value = thing[key]
    else:
        value = thing.default_factory()
        operation = touch(place, "write", *made, *looked_at)
        thing[key] = value
    keep(operation, value)
    return value


def _is_overridden(cls: type) -> bool:
    methods = ("__getitem__", "__missing__", "__setitem__")
    return any(getattr(cls, each) is not getattr(defaultdict, each) for each in methods)


def store_item(place: int, value: Any, thing: Any, key: Any) -> None:
    if _is_touched(thing):
        part = _part(thing, key)
        touches = [(thing, part, WRITE), *_beneath(thing, key, WRITE)]
        if isinstance(key, slice):
            value = list(iterate(place, value)) if hasattr(type(value), "__next__") else value
            touches.extend((each, None, READ) for each in within(value))
        if part is not None and isinstance(thing, dict) and key not in thing:
            touches.append((thing, ORDER, WRITE))
        operation = touch(place, "write", *touches)
        keep(operation, value)
    else:
        operation = None
    with Whole("[]", operation, counts_calls=False) if type(thing) is dict else nullcontext():
        thing[key] = value


def delete_item(place: int, thing: Any, key: Any) -> None:
    if _is_touched(thing):
        touch(place, "write", (thing, None, WRITE), *_beneath(thing, key, WRITE))
    del thing[key]


def _is_touched(thing: Any) -> bool:
    return isinstance(thing, CONTAINERS) or is_silent(thing) or kind_of(thing) is Kind.FOREIGN


def _beneath(thing: Any, key: Any, mode: Mode) -> list[tuple[Any, None, Mode]]:
    """What is touched besides: what a thing of the library keeps its items in, and what a key's hash looks at."""
    looked_at = [] if type(key) in PLAIN else [(each, None, READ) for each in within(key)]
    return (
        looked_at if isinstance(thing, CONTAINERS) else [*((each, None, mode) for each in content(thing)), *looked_at]
    )


def _part(thing: Any, key: Any) -> object:
    """The part that an index or key names; None for the whole where others' changes could move it."""
    if isinstance(thing, dict):
        if isinstance(key, (str, int, float, bytes, type(None))):
            return key
        return id(key) if getattr(type(key), "__eq__", None) is object.__eq__ else None
    if isinstance(key, int) and key >= 0 and isinstance(thing, (list, bytearray, array)):
        return int(key)
    return None
