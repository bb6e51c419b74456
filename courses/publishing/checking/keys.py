"""Keys that are keys, and things that stand only once."""

from collections.abc import Iterable, Iterator
from typing import Any

from courses.content.facts.keys import WHAT_A_KEY_IS, is_key
from courses.content.facts.mistakes import Mistake


def check_key(facts: Any) -> Iterator[Mistake]:
    """A missing key of a file has been named by reading; from rows there is always one."""
    if facts.key and not is_key(facts.key):
        yield facts.origin.mistake(f"“{facts.key[:60]}” is no key: {WHAT_A_KEY_IS}.", at="key")


def check_repeated(things: Iterable[Any], attribute: str, told: str) -> Iterator[Mistake]:
    """A mistake for each thing whose attribute stood there before."""
    seen: set[str] = set()
    for each in things:
        value = getattr(each, attribute)
        if value and value in seen:
            yield each.origin.mistake(f"{told} “{value[:60]}”; each can stand once.", at=attribute)
        seen.add(value)
