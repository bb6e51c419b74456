"""Calls of the library's functions: they look at what they are given, or change it."""

import types
from collections import UserDict
from collections.abc import Callable
from functools import partial
from typing import Any

from sandbox.inside.explorer.touching.announcing import READ, WRITE, touch
from sandbox.inside.explorer.touching.between import COMPARING, ONE_LOOK, SHOWING, Whole, is_made, is_python
from sandbox.inside.explorer.touching.by_name import BY_NAME
from sandbox.inside.explorer.touching.containers import compares_fields, within
from sandbox.inside.explorer.touching.handing import HANDING_ON, Handing
from sandbox.inside.explorer.touching.library_functions import (
    CHANGING,
    EAGER,
    FUNCTION_AT,
    GATHERING,
    KEYS,
    LAZY,
    LOOKING_AT_ITEMS,
    LOOKING_INSIDE,
    TEXTS,
    WITHOUT_A_LOOK,
)
from sandbox.inside.explorer.touching.looking import looking
from sandbox.inside.explorer.touching.reaching import refuse
from sandbox.inside.explorer.touching.rounds import backwards, iterate, resumed
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.kinds import PROGRAM_MODULE, Kind, is_explorers, is_own_class, kind_of

UNSEEN = (range, object, type, super)
OF_PYTHON = (
    types.BuiltinFunctionType, types.MethodDescriptorType, types.WrapperDescriptorType, types.MethodWrapperType,
    types.ClassMethodDescriptorType,
)  # fmt: skip
"""Functions and methods written in C."""


class Function:
    """A function of the library: what it is given is looked at, or changed."""

    __slots__ = ("_function", "_place")

    def __init__(self, place: int, function: Callable[..., Any]) -> None:
        self._place, self._function = place, function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        name = getattr(self._function, "__name__", "")
        owner = getattr(self._function, "__self__", None)
        if owner is not None and (kind_of(owner) is Kind.FOREIGN or getattr(owner, "is_seeded", False)):
            touch(self._place, name, (owner, None, WRITE))
        if name == "next" and args:
            return _next(self._place, *args)
        if name == "reversed" and len(args) == 1:
            return backwards(self._place, args[0])
        if name in CHANGING and (args or kwargs):
            return self._changed(name, args, kwargs)
        if name in LAZY:
            return self._lazily(name, args, kwargs)
        if name == "from_iterable" and args:
            return self._function(map(partial(iterate, self._place), iterate(self._place, args[0])))
        result = self._at_once(name, args, kwargs)
        if isinstance(result, type) and is_explorers(result):
            result.__module__ = PROGRAM_MODULE  # namedtuple and its like take the module of whoever calls them
        return result

    def __getattr__(self, name: str) -> Any:
        return getattr(self._function, name)

    def _changed(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        changed, *others = (*args, *kwargs.values())
        found = within((others, *_items(changed)))
        operation = touch(self._place, name, (changed, None, WRITE), *((each, None, READ) for each in found))
        with Whole(name, operation, is_several=self._is_several(name, found, kwargs)):
            return self._function(*args, **kwargs)

    def _is_several(self, name: str, found: list[Any], kwargs: dict[str, Any]) -> bool:
        """Whether others can come between one look of it and the next, also without a call of the program's."""
        if name == "dumps":
            return kwargs.get("indent") is not None
        if isinstance(self._function, type) and issubclass(self._function, UserDict):
            return True
        if is_python(self._function):
            return name not in ONE_LOOK
        return is_made(found, SHOWING if name in TEXTS else COMPARING if name not in WITHOUT_A_LOOK else ())

    def _lazily(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        goes_through = looking if name in LOOKING_AT_ITEMS else iterate
        at = FUNCTION_AT.get(name) if name != "iter" or len(args) == 2 else None
        given = [
            self._called_later(name, each) if index == at else goes_through(self._place, each)
            for index, each in enumerate(args)
        ]
        keys = {each: called(self._place, value) if each in KEYS else value for each, value in kwargs.items()}
        return self._function(*given, **keys)

    def _called_later(self, name: str, function: Any) -> Any:
        if function is None:
            return called(self._place, bool) if name in ("filter", "filterfalse") else None
        return called(self._place, function)

    def _at_once(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Each container in one step; an iterator, and what calls the program in between, round by round."""
        between = _called_between(name, args, kwargs)
        gone = [name in EAGER and (at == between or hasattr(type(each), "__next__")) for at, each in enumerate(args)]
        whole = [*(each for each, is_gone in zip(args, gone, strict=True) if not is_gone), *kwargs.values()]
        found = within(tuple(whole), _can_be_copied if name in LOOKING_INSIDE else compares_fields)
        operation = touch(self._place, name, *((each, None, READ) for each in found)) if found else None
        if True in gone:
            goes_through = iterate if name in GATHERING else partial(looking, kept=found)
            pairs = zip(args, gone, strict=True)
            return self._function(*(goes_through(self._place, each) if at else each for each, at in pairs), **kwargs)
        several = operation is not None and self._is_several(name, found, kwargs)
        is_copied = name == "sorted" and len(found) == 1  # it sorts a copy
        with Whole(name, None if is_copied else operation, is_several=several):
            return self._function(*args, **kwargs)


def _items(changed: Any) -> list[Any]:
    return list(changed) if isinstance(changed, list) else []


def _can_be_copied(value: Any) -> bool:
    """An object of the program that the library takes apart, and that does not do so itself."""
    return kind_of(value) is Kind.OWN and not (hasattr(value, "__copy__") or hasattr(value, "__deepcopy__"))


def _called_between(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> int:
    """Which argument is gone through with calls of the program's functions between its items; -1 for none."""
    if name == "reduce":
        return 1
    return 0 if name in ("min", "max") and len(args) == 1 and kwargs.get("key") is not None else -1


def _next(place: int, iterator: Any, *default: Any) -> Any:
    def act() -> Any:
        return next(iterator, *default)

    if isinstance(iterator, types.GeneratorType):
        return resumed(place, iterator, act)
    touch(place, "next", (iterator, None, WRITE))
    return act()


def _type(*args: Any, **kwargs: Any) -> Any:
    if len(args) != 1 or kwargs:
        refuse("“type” with three arguments makes a class that its text does not show")
    return type(args[0])


def called(place: int, function: Any) -> Any:
    """What the program is about to call: what is not its own, nor ours, looks at what it is given."""
    if isinstance(function, types.FunctionType):
        if function.__globals__ is stage.world.namespace:
            return function
        if is_explorers(function):
            named = BY_NAME.get(function)
            return _ours(place, function) if named is None else partial(named, place)
        return Function(place, function)
    if type(function) is types.MethodType:
        return _ours(place, function) if _tells_itself(function.__func__) else Function(place, function)
    if function is type:
        return _type
    if isinstance(function, type):
        is_seen = function in UNSEEN or _makes_itself(function)
        return _ours(place, function) if is_seen else Function(place, function)
    if isinstance(function, partial):
        return partial(called(place, function.func), *function.args, **function.keywords)
    return (
        Function(place, function) if isinstance(function, OF_PYTHON) or kind_of(function) is Kind.FOREIGN else function
    )


def _ours(place: int, function: Any) -> Any:
    is_handing = function.__name__ in HANDING_ON and is_explorers(getattr(function, "__func__", function))
    return Handing(place, function, called) if is_handing else function


def _tells_itself(function: Any) -> bool:
    """The function of a method: the program's announces what it does, ours is a step."""
    if isinstance(function, types.FunctionType):
        return function.__globals__ is stage.world.namespace or is_explorers(function)
    return kind_of(function) is not Kind.FOREIGN and not isinstance(function, OF_PYTHON)


def _makes_itself(cls: type) -> bool:
    """Whether nothing of the library's looks at what an object is made of."""
    if is_explorers(cls):
        return True
    if not is_own_class(cls):
        return False
    made: list[tuple[Any, Any]] = [(each, getattr(cls, each)) for each in ("__init__", "__new__")]
    return all(act is getattr(object, name) or _tells_itself(act) for name, act in made)
