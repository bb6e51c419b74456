"""What sort of thing a value is, for those who touch it: the program's own, a container, immutable, or foreign."""

import datetime as dt
import enum
import re
import types
from array import array
from collections import deque
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction

CONTAINERS = (list, dict, set, deque, bytearray, array)
IMMUTABLE = (
    int, float, complex, str, bytes, tuple, frozenset, range, slice, type(None), type(Ellipsis), type(NotImplemented),
    types.ModuleType,
    types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.CodeType, type, property, super,
    types.MethodDescriptorType, types.WrapperDescriptorType, types.MethodWrapperType,
    enum.Enum, BaseException, types.GenericAlias, Decimal, Fraction, re.Pattern, re.Match,
    dt.date, dt.time, dt.timedelta, dt.tzinfo,
)  # fmt: skip
STATELESS = frozenset(("abc", "typing", "collections.abc", "contextlib", "numbers"))
"""Modules whose classes keep nothing in what inherits from them."""
PROGRAM_MODULE = "__main__"
OURS = "sandbox.inside.explorer"


class Kind(Enum):
    OWN = auto()
    """An instance of a class of the program, or a primitive that takes attributes: they are touched."""
    CONTAINER = auto()
    PLAIN = auto()
    """Immutable, of each thread's own, or a primitive of ours that takes no attributes."""
    FOREIGN = auto()
    """Of the library, and mutable: every method may change it."""


def kind_of(value: object, _known: dict[type, Kind] = {}) -> Kind:  # noqa: B006 (a cache)
    cls = type(value)
    known = _known.get(cls)
    if known is None:
        known = _known[cls] = _find(cls)
    return known


def is_silent(value: object, _known: dict[type, bool] = {}) -> bool:  # noqa: B006 (a cache)
    """Whether the library looks into such a value, or changes it, without a function of the program being called.

    So for what is of the library and mutable, and for instances of a class of the program whose methods the library
    made, or has written for a base of it.
    """
    cls = type(value)
    known = _known.get(cls)
    if known is None:
        known = _known[cls] = _finds_silent(cls)
    return known


def _finds_silent(cls: type) -> bool:
    if hasattr(cls, "__next__") or issubclass(cls, type):
        return False
    if issubclass(cls, BaseException):
        return True
    kind = _find(cls)
    if kind is Kind.FOREIGN or hasattr(cls, "__dataclass_fields__"):
        return True
    return kind is Kind.OWN and not is_explorers(cls) and any(map(_has_state, cls.__mro__))


def _has_state(base: type) -> bool:
    is_library = not is_own_class(base) and not base.__module__.startswith(OURS)
    return base is not object and is_library and base.__module__ not in STATELESS


def is_own_class(cls: type) -> bool:
    return getattr(cls, "__module__", None) == PROGRAM_MODULE


def is_of_each_thread(thing: object) -> bool:
    """A `threading.local`, in which no thread sees what another keeps."""
    return getattr(type(thing), "is_of_each_thread", False)


def is_explorers(thing: object) -> bool:
    """A class, function or object of ours."""
    module = getattr(thing if isinstance(thing, (type, types.FunctionType)) else type(thing), "__module__", None)
    return isinstance(module, str) and module.startswith(OURS)


def _find(cls: type) -> Kind:
    if getattr(cls, "is_of_each_thread", False):
        return Kind.PLAIN
    if issubclass(cls, CONTAINERS):
        return Kind.CONTAINER
    if is_own_class(cls) and not issubclass(cls, (tuple, enum.Enum)):
        return Kind.OWN
    if is_explorers(cls):
        return Kind.OWN if cls.__dictoffset__ else Kind.PLAIN
    if issubclass(cls, IMMUTABLE):
        return Kind.PLAIN
    return Kind.FOREIGN
