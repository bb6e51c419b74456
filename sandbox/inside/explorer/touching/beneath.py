"""What lies beneath a thing of the library, or one whose methods the library made: it is looked at without a word."""

import gc
import types
from collections import ChainMap
from collections.abc import MappingView
from typing import Any

from sandbox.inside.explorer.world.kinds import CONTAINERS, is_silent


def beneath(thing: Any) -> list[Any]:
    """The values that it keeps, one level down."""
    if isinstance(thing, types.MappingProxyType):
        return gc.get_referents(thing)[:1]
    if isinstance(thing, MappingView):
        return [thing._mapping] if hasattr(thing, "_mapping") else []
    values = list(_instance(thing).values())
    if isinstance(thing, BaseException):
        return [thing.args, *values]
    if isinstance(thing, ChainMap):
        return [thing.maps, *thing.maps, *values]
    slots = (_in_slot(thing, name) for name in getattr(type(thing), "__dataclass_fields__", ()))
    return [*values, *(value for value in slots if value is not None)]


def content(thing: Any) -> list[Any]:
    """The containers whose change changes it."""
    if not is_silent(thing):
        return []
    found = [each for each in beneath(thing) if isinstance(each, CONTAINERS) or is_silent(each)]
    nested = isinstance(thing, (types.MappingProxyType, MappingView, ChainMap))
    return found + [inner for each in found for inner in content(each)] if nested else found


def _instance(thing: Any) -> dict[str, Any]:
    try:
        found = object.__getattribute__(thing, "__dict__")
    except AttributeError:
        return {}
    return found if isinstance(found, dict) else {}


def _in_slot(thing: Any, name: str) -> Any:
    slot = next((each.__dict__[name] for each in type(thing).__mro__ if name in each.__dict__), None)
    if not isinstance(slot, types.MemberDescriptorType):
        return None
    try:
        return slot.__get__(thing)
    except AttributeError:
        return None
