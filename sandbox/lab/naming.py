"""What the threads of an order are called on the page: the main one "main", each other by a letter."""

from collections.abc import Iterable, Mapping
from string import ascii_uppercase

from sandbox.lab.answers import Answer

MAIN = "MainThread"
SHORT_CHARACTERS = 2


def names_of(threads: Iterable[str]) -> Mapping[str, str]:
    """By thread, in their order. One whose own name is as short as a letter keeps it."""
    known = list(dict.fromkeys(threads))
    taken = {each for each in known if len(each) <= SHORT_CHARACTERS}
    free = iter([letter for letter in ascii_uppercase if letter not in taken])
    return {each: _name(each, taken=taken, free=free) for each in known}


def names_of_answer(answer: Answer) -> Mapping[str, str]:
    """Of everybody in the order that it plays."""
    return names_of([each.thread for each in answer.last_state] + [each.thread for each in answer.steps])


def _name(thread: str, *, taken: set[str], free: Iterable[str]) -> str:
    if thread == MAIN:
        return "main"
    return thread if thread in taken else next(iter(free), thread)


def with_names(text: str, names: Mapping[str, str]) -> str:
    """A sentence of the explorer's with the names of the page in it; a long name first, for another may begin it."""
    for thread in sorted(names, key=len, reverse=True):
        if len(thread) > SHORT_CHARACTERS:
            text = text.replace(thread, names[thread])
    return text
