"""lru_cache, cache and cached_property: what the library keeps in C, kept where its reading and writing are steps."""

from collections import OrderedDict
from collections.abc import Callable
from functools import _make_key, update_wrapper
from typing import Any, NamedTuple

from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.operations import Mode


class CacheInfo(NamedTuple):
    hits: int
    misses: int
    maxsize: int | None
    currsize: int


class Remembering:
    """A function whose results are kept: it is called outside of the look and the writing, so twice for two at once."""

    def __init__(self, function: Callable[..., Any], maxsize: int | None, typed: bool) -> None:
        self._function, self._maxsize, self._typed = function, maxsize, typed
        self._kept: OrderedDict[Any, Any] = OrderedDict()
        self._hits = self._misses = 0
        update_wrapper(self, function)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        key = _make_key(args, kwargs, self._typed)
        self._step("look for a result of")
        if key in self._kept:
            self._hits += 1
            self._kept.move_to_end(key)
            return self._kept[key]
        self._misses += 1
        result = self._function(*args, **kwargs)
        self._step("keep a result of")
        if self._maxsize != 0:
            self._kept.setdefault(key, result)
            if self._maxsize is not None and len(self._kept) > self._maxsize:
                self._kept.popitem(last=False)
        return result

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self if instance is None else lambda *args, **kwargs: self(instance, *args, **kwargs)

    def cache_info(self) -> CacheInfo:
        self._step("look at")
        return CacheInfo(self._hits, self._misses, self._maxsize, len(self._kept))

    def cache_clear(self) -> None:
        self._step("clear")
        self._kept.clear()
        self._hits = self._misses = 0

    def _step(self, kind: str) -> None:
        stage.step(kind, self, stage.world.whole(self, Mode.WRITE))


def lru_cache(maxsize: Any = 128, typed: bool = False) -> Any:
    if callable(maxsize):
        return Remembering(maxsize, 128, typed)
    limit = None if maxsize is None else max(maxsize, 0)
    return lambda function: Remembering(function, limit, typed)


def cache(function: Callable[..., Any]) -> Remembering:
    return Remembering(function, None, False)


class cached_property:
    """A property that is worked out once, and by each thread that asks before it was."""

    def __init__(self, func: Callable[[Any], Any]) -> None:
        self.func, self.__doc__ = func, func.__doc__
        self.attrname = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.attrname = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        kept = instance.__dict__
        self._step("read", instance, Mode.READ)
        if self.attrname in kept:
            return kept[self.attrname]
        value = self.func(instance)
        self._step("write", instance, Mode.WRITE)
        kept[self.attrname] = value
        return value

    def _step(self, kind: str, instance: Any, mode: Mode) -> None:
        stage.step(kind, instance, (stage.world.number_of(instance), self.attrname, mode))
