"""Methods of containers and of foreign things: calling one is a step."""

import types
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from sandbox.inside.explorer.touching.announcing import READ, WRITE, keep, keep_after, touch
from sandbox.inside.explorer.touching.between import COMPARING, Whole, is_made
from sandbox.inside.explorer.touching.containers import HASHING, within
from sandbox.inside.explorer.touching.rounds import iterate
from sandbox.inside.explorer.touching.sorting import extend, sort
from sandbox.inside.explorer.world.kinds import CONTAINERS

UNBOUND = (types.MethodDescriptorType, types.WrapperDescriptorType)
METHODS = (types.BuiltinMethodType, types.MethodWrapperType, types.MethodType)
READING = frozenset(
    (
        "copy count index get keys values items __len__ __contains__ __getitem__ __eq__ __ne__ __repr__ union "
        "isdisjoint intersection difference symmetric_difference issubset issuperset most_common elements total "
        "decode hex startswith endswith find join split strip lower upper __or__ __and__ __sub__ __le__ __lt__ __ge__ "
        "__gt__ __add__ tolist tobytes buffer_info"
    ).split()
)
"""The methods of containers that change nothing."""

TAKING_ALL = frozenset(
    (
        "update union intersection difference symmetric_difference intersection_update difference_update "
        "symmetric_difference_update extend extendleft fromkeys isdisjoint issubset issuperset subtract join __init__"
    ).split()
)
"""The methods that go through what they are given to its end."""
LOOKING = frozenset("count index remove __contains__ __eq__ __ne__ __repr__ __lt__ __le__ __gt__ __ge__".split())
"""The methods of containers that look into their items."""
OF_ONE_KEY = frozenset("get pop setdefault add discard remove __contains__ __getitem__ __setitem__".split())
"""The methods of dictionaries and sets that look for one key."""


class Method:
    """A method of a container, or of something foreign: calling it is a step."""

    __slots__ = ("_method", "_name", "_place", "_thing")

    def __init__(self, place: int, thing: Any, name: str, method: Callable[..., Any]) -> None:
        self._place, self._thing, self._name, self._method = place, thing, name, method

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        name, thing = self._name, self._thing
        if name == "sort" and isinstance(thing, list) and not args and kwargs.keys() <= {"key", "reverse"}:
            return sort(self._place, thing, self._method, **kwargs)
        if name == "extend" and isinstance(thing, (list, deque)) and len(args) == 1 and hasattr(args[0], "__next__"):
            return extend(self._place, thing, args[0])
        if name == "__iter__" and isinstance(thing, CONTAINERS):
            return iter(iterate(self._place, thing))
        if name in TAKING_ALL:
            args = tuple(iterate(self._place, each) if hasattr(type(each), "__next__") else each for each in args)
        mode = READ if name in READING else WRITE
        inner = within((args, *kwargs.values()))
        operation = touch(self._place, name, (thing, None, mode), *((each, None, READ) for each in inner))
        is_key = isinstance(thing, HASHING) and name in OF_ONE_KEY
        several = operation is not None and name in LOOKING and not is_key and is_made(inner, COMPARING)
        with Whole(name, operation, is_several=several, counts_calls=not is_key):
            value = self._method(*args, **kwargs)
        keep(operation, value)
        if isinstance(self._thing, CONTAINERS):
            keep_after(operation, self._thing)
        return value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Method) and self._method == other._method

    def __hash__(self) -> int:
        return hash(self._method)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._method, name)


class Unbound:
    """A method of a class of containers, without one of them: `list.append`."""

    __slots__ = ("_function", "_name", "_place")

    def __init__(self, place: int, name: str, function: Callable[..., Any]) -> None:
        self._place, self._name, self._function = place, name, function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not args or not isinstance(args[0], CONTAINERS):
            return self._function(*args, **kwargs)
        return Method(self._place, args[0], self._name, partial(self._function, args[0]))(*args[1:], **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._function, name)
