"""What a list does that calls the program's functions meanwhile: sorted in its place, made longer item by item."""

from collections.abc import Callable, Iterable
from typing import Any

from sandbox.inside.explorer.touching.announcing import WRITE, touch
from sandbox.inside.explorer.touching.between import COMPARING, is_made
from sandbox.inside.explorer.touching.rounds import iterate
from sandbox.inside.explorer.world import stage

COMPARED_ALONE = (int, float, str, bytes, bool)
"""Nothing of the program's is called where two of these are compared."""


def sort(place: int, items: list[Any], act: Callable[..., None], *, key: Any = None, reverse: Any = False) -> None:
    """`list.sort`. Python empties the list meanwhile; that it is whole again is a step, where there was one within.

    All keys and comparisons are called before that step, in Python's order; what follows it calls nothing.
    """
    touch(place, "sort", (items, None, WRITE))
    if key is None and all(type(each) in COMPARED_ALONE for each in items):
        act(reverse=reverse)
        return
    before, ranks, world = list(items), list[int](), stage.world
    began, is_python = (len(world.steps), world.entered), key is None and is_made(before, COMPARING)

    def rank(_: Any) -> int:
        if not ranks:
            try:
                ranks.extend(reversed(_ranks(before, key, reverse)))
            finally:
                if (is_python or (len(world.steps), world.entered) != began) and not world.is_over:
                    touch(place, "finish", (items, None, WRITE))
        return ranks.pop()

    act(key=rank)


def _ranks(items: list[Any], key: Any, reverse: Any) -> list[int]:
    """Where each is to stand."""
    keys = items if key is None else [key(each) for each in items]
    ranks = [0] * len(keys)
    for rank, index in enumerate(sorted(range(len(keys)), key=keys.__getitem__, reverse=reverse)):
        ranks[index] = rank
    return ranks


def extend(place: int, items: Any, values: Iterable[Any]) -> None:
    """By what an iterator gives: others may come between one item and the next."""
    for each in iterate(place, values):
        touch(place, "extend", (items, None, WRITE))
        items.append(each)
