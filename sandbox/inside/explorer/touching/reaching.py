"""What a program may not reach while it runs: the explorer's own parts, and what outlives an execution."""

import string
import types
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from sandbox.inside.explorer.allowing import reason_against
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.kinds import is_explorers, is_own_class
from sandbox.inside.explorer.world.world import Refused

INNER = frozenset("owner depth made_in_line take give access can_be_taken_by is_over".split())
"""Parts of primitives that threading's have not."""
OF_THREADS = frozenset(("_being", "_live"))
"""What even a subclass of Thread may not touch."""
NAMES_OF_CLASSES = frozenset(("__name__", "__qualname__", "__doc__"))
SETTABLE = frozenset(("name", "daemon", "maxsize"))


def refuse(reason: str) -> NoReturn:
    """Ends the search: the program is about to do what cannot be followed."""
    line = stage.line()
    stage.world.stop(Refused(f"The race lab cannot explore this program (line {line}): {reason}.", line))


def doubt(reason: str) -> None:
    """Lets the search go on, to find what breaks; but that nothing does is not proved then."""
    line = stage.line()
    refused = Refused(f"The race lab cannot explore this program (line {line}): {reason}.", line)
    stage.world.doubt = stage.world.doubt or refused


def checked_word(name: str) -> str:
    """An attribute's name that comes as a text."""
    reason = reason_against(name, is_attribute=True)
    if reason is not None:
        refuse(reason)
    return name


def check_reading(thing: Any, name: str) -> None:
    if name in OF_THREADS or (_is_inner(name) and is_explorers(thing)):
        refuse(f"“{name}” is an inner part of what threading gives, which differs from version to version")


def check_changing(thing: Any, name: str) -> None:
    check_reading(thing, name)
    if name == "__class__":
        refuse("setting “__class__” makes an object one of another class; keep what changes in an attribute")
    if isinstance(thing, types.ModuleType):
        refuse(f"setting “{name}” would change a module of the library")
    if isinstance(thing, (type, types.FunctionType)) and not _is_programs(thing):
        refuse(f"setting “{name}” would change a part of the library")
    if is_explorers(thing) and name not in SETTABLE and hasattr(type(thing), name):
        refuse(f"setting “{name}” would change what threading gives")


def check_replacing(thing: type, name: str, value: object = None) -> None:
    """Refuses a method given to a class, or taken from it, while others could be about to call it: Python looks for
    it without the program's text showing when.
    """
    is_special = name.startswith("__") and name.endswith("__") and name not in NAMES_OF_CLASSES
    before = next((each.__dict__[name] for each in thing.__mro__ if name in each.__dict__), None)
    is_method = any(hasattr(type(each), "__get__") for each in (before, value))
    if stage.world.unjoined and (is_special or is_method):
        refuse(
            f"“{thing.__name__}.{name}” is replaced while other threads run, which it cannot follow; replace it before "
            "they start, or keep the function in an attribute of an object"
        )


def _is_inner(name: str) -> bool:
    return name in INNER or (name.startswith("_") and not name.startswith("__"))


def _is_programs(thing: type | types.FunctionType) -> bool:
    return is_own_class(thing) if isinstance(thing, type) else thing.__globals__ is stage.world.namespace


def checked_format(method: Callable[..., str]) -> Callable[..., str]:
    """`str.format`, whose text may reach into values: nobody would see what it reads there."""

    @wraps(method)
    def formatted(*args: Any, **kwargs: Any) -> str:
        text = getattr(method, "__self__", args[0] if args else "")
        for _, field, _, _ in string.Formatter().parse(text) if isinstance(text, str) else ():
            if field and ("." in field or "[" in field):
                refuse(f"“{{{field}}}” reaches into a value by a text; use an f-string")
        return method(*args, **kwargs)

    return formatted
