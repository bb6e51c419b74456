"""Methods that the library wrote in Python, or in C for things of its own: calling one is a step, or several."""

import types
from collections import Counter
from collections.abc import MutableMapping
from typing import Any

from sandbox.inside.explorer.touching.announcing import READ, WRITE, touch
from sandbox.inside.explorer.touching.beneath import content
from sandbox.inside.explorer.touching.between import COMPARING as BY_COMPARING
from sandbox.inside.explorer.touching.between import Whole, is_made, is_python
from sandbox.inside.explorer.touching.containers import within
from sandbox.inside.explorer.touching.counting import SIGNS, count
from sandbox.inside.explorer.touching.methods import LOOKING, READING, Method, Unbound
from sandbox.inside.explorer.touching.reaching import refuse
from sandbox.inside.explorer.touching.rounds import Rounds, resumed
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.kinds import CONTAINERS, is_explorers, is_silent
from sandbox.inside.explorer.world.operations import Mode

COMPARING = LOOKING | {"sort"}
ONCE = frozenset(
    "append insert remove clear copy count index reverse sort extend keys values items total new_child".split()
)
RESUMING = ("send", "throw", "close", "__next__")
"""What enters a generator: another thread may come while one is within."""
SPLIT = frozenset("pop popitem setdefault".split())
"""What mappings do in Python by asking first, and then changing."""


class Looking(Method):
    """A method of a container that looks into its items, too, where they are of a kind that announces nothing."""

    __slots__ = ()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        inner = tuple(each for each in within(self._thing) if each is not self._thing)
        if not inner:
            return super().__call__(*args, **kwargs)
        if self._name == "sort":
            operation = touch(self._place, "read", *((each, None, READ) for each in inner))
            with Whole("sort", operation, is_several=is_made(inner, BY_COMPARING)):
                return super().__call__(*args, **kwargs)
        method = self._method
        whole = Method(self._place, self._thing, self._name, lambda *given, **named: method(*given[:-1], **named))
        return whole(*args, inner, **kwargs)


class Written(Method):
    """A method of the library's of a thing that keeps containers beneath: it touches them as well."""

    __slots__ = ()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        name, thing = self._name, self._thing
        if isinstance(thing, types.GeneratorType) and name in RESUMING:
            return resumed(self._place, thing, lambda: self._method(*args, **kwargs))
        if isinstance(thing, Counter) and name in SIGNS:
            return count(self._place, thing, name, *args, **kwargs)
        if isinstance(thing, Counter) and name == "elements":
            return Rounds(self._place, thing, self._method())
        mode = READ if name in READING else WRITE
        changed = within(thing) if mode is READ else [thing, *content(thing)]
        touches = [(each, None, mode) for each in changed or [thing]]
        touches += [(each, None, READ) for each in within((args, tuple(kwargs.values())))]
        if name in SPLIT and getattr(self._method, "__func__", None) is getattr(MutableMapping, name):
            self._come_first(touches)
        operation = touch(self._place, name, *touches)
        with Whole(name, operation, is_several=is_python(self._method) and not _is_once(thing, name, args)):
            return self._method(*args, **kwargs)

    def _come_first(self, touches: list[tuple[Any, None, Mode]]) -> None:
        """The question, a step before the change: whoever comes between makes it what cannot be followed."""
        world = stage.world
        if touch(self._place, self._name, *touches) is None:
            return
        numbers, began = {world.number_of(thing) for thing, _, _ in touches}, len(world.steps)
        touch(self._place, self._name, *touches)
        between = (access for step in world.steps[began:-1] for access in step.operation.accesses)
        if not world.is_over and any(thing in numbers for thing, _, _ in between):
            refuse(
                f"“{self._name}” of a {type(self._thing).__name__} asks first and then changes, and another thread can "
                "come between; keep a lock around it, or use a dict"
            )


def _is_once(thing: Any, name: str, args: tuple[Any, ...]) -> bool:
    """Whether a method that is written in Python touches what lies beneath but once."""
    if isinstance(thing, MutableMapping) and name == "clear":
        return False
    return name in ONCE or name in SPLIT or (name == "most_common" and not args)


class WrittenUnbound(Unbound):
    """A function of a class of the library: `Counter.update`."""

    __slots__ = ()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not args or not (isinstance(args[0], CONTAINERS) or is_silent(args[0])):
            return self._function(*args, **kwargs)
        bound = types.MethodType(self._function, args[0])
        return Written(self._place, args[0], self._name, bound)(*args[1:], **kwargs)


def is_written(function: Any) -> bool:
    """Whether it is a function that the library wrote, in Python."""
    return (
        isinstance(function, types.FunctionType)
        and function.__globals__ is not stage.world.namespace
        and not is_explorers(function)
    )
