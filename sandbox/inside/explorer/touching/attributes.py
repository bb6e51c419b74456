"""Attributes: of the program's own objects and classes, and the methods of everything else."""

import enum
import types
from typing import Any

from sandbox.inside.explorer.touching.announcing import READ, WRITE, keep, touch
from sandbox.inside.explorer.touching.library_methods import COMPARING, Looking, Written, WrittenUnbound, is_written
from sandbox.inside.explorer.touching.methods import METHODS, UNBOUND, Method, Unbound
from sandbox.inside.explorer.touching.reaching import (
    check_changing,
    check_reading,
    check_replacing,
    checked_format,
    refuse,
)
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.kinds import (
    CONTAINERS,
    Kind,
    is_explorers,
    is_of_each_thread,
    is_own_class,
    is_silent,
    kind_of,
)
from sandbox.inside.explorer.world.operations import Operation

SLOTS = (types.MemberDescriptorType, types.GetSetDescriptorType)
"""What stands in a class for a value that an object keeps in C, or in a slot of its own."""
BEARING = (BaseException, enum.Enum)
"""Of the library's immutable things, those that take attributes."""
OF_FUNCTIONS = frozenset(("__name__", "__qualname__", "__doc__"))
"""What a bound method has of its function."""


def load_attribute(place: int, thing: Any, name: str) -> Any:
    return getattr(thing, name) if (type(thing), name) in OURS else _load(place, thing, name)


def _load(place: int, thing: Any, name: str) -> Any:
    check_reading(thing, name)
    kind = kind_of(thing)
    if kind is Kind.OWN or _is_own(thing):
        return _load_own(place, thing, name)
    if (kind is Kind.FOREIGN or is_explorers(thing) or isinstance(thing, BEARING)) and _in_instance(thing, name):
        return _load_own(place, thing, name)
    if type(thing) is super:
        return _load_above(place, thing, name)
    if type(thing) is types.MethodType and (name in OF_FUNCTIONS or not hasattr(types.MethodType, name)):
        return load_attribute(place, thing.__func__, name)
    if kind is Kind.PLAIN and is_own_class(type(thing)):
        _announce_class(place, thing, name)
    value = getattr(thing, name)
    if name in ("format", "format_map") and (thing is str or isinstance(thing, str)):
        return checked_format(value)
    if isinstance(thing, SLOTS) and name in ("__get__", "__set__", "__delete__"):
        refuse(f"“{name}” of a slot goes around the object that has it; name the object, and then the attribute")
    if isinstance(value, METHODS):
        return Written(place, thing, name, value) if kind is Kind.FOREIGN else _announcing(place, thing, name, value)
    if kind is Kind.FOREIGN or ((kind is Kind.CONTAINER or isinstance(thing, BEARING)) and _is_kept(thing, name)):
        operation = touch(place, "read", (thing, name, READ))
        value = getattr(thing, name)
        keep(operation, value)
        return value
    return _announcing(place, thing, name, value)


OURS: set[tuple[type, str]] = set()
"""Classes of the explorer's with a method, which nobody can change: `Thread` and `start`."""


def _is_ours(cls: type, name: str, value: Any) -> bool:
    """Whether it is a plain method of such a class."""
    return is_explorers(cls) and isinstance(value, types.MethodType) and value.__func__ is _in_class(cls, name)


def _is_kept(thing: Any, name: str) -> bool:
    return isinstance(_in_class(type(thing), name), SLOTS)


def _load_above(place: int, thing: Any, name: str) -> Any:
    """An attribute that `super()` looks for: what a class keeps is read there."""
    mro = thing.__self_class__.__mro__
    above = mro[mro.index(thing.__thisclass__) + 1 :]
    found = next((each.__dict__[name] for each in above if name in each.__dict__), None)
    if isinstance(found, SLOTS):
        touch(place, "read", (thing.__self__, name, READ))
    elif found is not None and not _is_descriptor(found):
        touch(place, "read", (stage.world.homes[name], name, READ))
    return _announcing(place, thing, name, getattr(thing, name))


def _is_own(thing: Any) -> bool:
    """A class of the program, a function of it, or an instance of such a class that is a container, too."""
    if isinstance(thing, type):
        return is_own_class(thing)
    if isinstance(thing, types.FunctionType):
        return thing.__globals__ is stage.world.namespace
    return isinstance(thing, CONTAINERS) and is_own_class(type(thing))


def _announcing(place: int, thing: Any, name: str, value: Any) -> Any:
    """The methods of containers announce themselves, by whatever way they were reached."""
    if isinstance(value, METHODS[:2]):
        owner = value.__self__
        if isinstance(owner, CONTAINERS):
            return (Looking if name in COMPARING else Method)(place, owner, name, value)
        return Written(place, owner, name, value) if is_silent(owner) else value
    if isinstance(value, types.MethodType):
        owner = value.__self__
        is_beneath = is_written(value.__func__) and (isinstance(owner, CONTAINERS) or is_silent(owner))
        return Written(place, owner, name, value) if is_beneath and _is_librarys(owner, name) else value
    if not isinstance(thing, type):
        return value
    if isinstance(value, UNBOUND) and issubclass(thing, CONTAINERS):
        return Unbound(place, name, value)
    return WrittenUnbound(place, name, value) if is_written(value) and not is_own_class(thing) else value


def _is_librarys(thing: Any, name: str) -> bool:
    """Whether a method is a base's of the library, or one that a dataclass was given."""
    if name.startswith("__") or not is_own_class(type(thing)):
        return True
    return any(name in each.__dict__ and not is_own_class(each) for each in type(thing).__mro__)


def _load_own(place: int, thing: Any, name: str) -> Any:
    is_class = isinstance(thing, type)
    found = _in_class(thing if is_class else type(thing), name)
    if is_class and found is None:
        found = _in_class(type(thing), name)  # its metaclass's
    if isinstance(found, SLOTS) or (not is_class and (_in_instance(thing, name) or found is None)):
        operation = touch(place, "read", (thing, name, READ))
    elif found is None or not _is_descriptor(found):
        operation = touch(place, "read", (thing, name, READ), (stage.world.homes[name], name, READ))
    else:
        if not is_class and not hasattr(type(found), "__set__"):
            touch(place, "read", (thing, name, READ))  # the object may be given one of its own, which goes before
        value = _announcing(place, thing, name, getattr(thing, name))
        if _is_ours(type(thing), name, value):
            OURS.add((type(thing), name))
        return value
    value = getattr(thing, name)
    keep(operation, value)
    return value


def _announce_class(place: int, thing: Any, name: str) -> None:
    """What an object that nobody can change finds in its class, others may change there."""
    found = _in_class(type(thing), name)
    if found is not None and not _is_descriptor(found):
        touch(place, "read", (stage.world.homes[name], name, READ))


def _in_instance(thing: Any, name: str) -> bool:
    try:
        return name in object.__getattribute__(thing, "__dict__")
    except AttributeError:
        return False


def _in_class(cls: type, name: str) -> Any:
    for each in cls.__mro__:
        if name in each.__dict__:
            return each.__dict__[name]
    return None


def _is_descriptor(found: Any) -> bool:
    return hasattr(type(found), "__get__")


def store_attribute(place: int, value: Any, thing: Any, name: str) -> None:
    check_changing(thing, name)
    if isinstance(thing, type):
        check_replacing(thing, name, value)
    operation = _announce_store(place, thing, name)
    keep(operation, value)
    setattr(thing, name, value)


def delete_attribute(place: int, thing: Any, name: str) -> None:
    check_changing(thing, name)
    if isinstance(thing, type):
        check_replacing(thing, name)
    _announce_store(place, thing, name)
    delattr(thing, name)


def _announce_store(place: int, thing: Any, name: str) -> Operation | None:
    if is_of_each_thread(thing):
        return None
    if isinstance(thing, type):
        return touch(place, "write", (thing, name, WRITE), (stage.world.homes[name], name, WRITE))
    found = _in_class(type(thing), name)
    if hasattr(type(found), "__set__") and not isinstance(found, SLOTS) and kind_of(thing) is not Kind.FOREIGN:
        return None  # its setter is the program's, and tells for itself
    part = None if isinstance(thing, CONTAINERS) and isinstance(found, SLOTS) else name
    return touch(place, "write", (thing, part, WRITE))
