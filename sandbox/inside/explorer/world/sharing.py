"""Which places of the program's text touch what several threads share: only those need to be steps.

A place is not a step until an execution showed two threads touch the same part of the same thing there, one of them
to change it. Then every place that touches it becomes a step, and the search begins anew. Once no execution of the
search shows more, the steps are enough: an access that no order shares commutes with all that other threads do.
"""

from dataclasses import dataclass, field

from sandbox.inside.explorer.world.operations import Mode


class Revealed(Exception):
    """More is shared than was known: the execution is worth nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """One access in the program's text."""

    line: int
    label: str
    """As the program writes it: `account.balance`, `items[0]`."""


@dataclass(slots=True)
class Sharing:
    """What is known over all executions, and what this one has seen so far."""

    places: list[Place]
    steps: set[int] = field(default_factory=set)
    """The numbers of the places that are steps."""
    seen: set[tuple[int, int, object, Mode, int]] = field(default_factory=set)
    """By thing, thread, part, mode and place: what was touched just so before in this execution, and is no news."""
    _touches: dict[int, list[tuple[int, object, Mode, int]]] = field(default_factory=dict)
    _things: list[object] = field(default_factory=list)

    def begin(self) -> None:
        self.seen.clear()
        self._touches.clear()
        self._things.clear()

    def reveals(self, place: int, thread: int, thing: object, part: object, mode: Mode) -> bool:
        """Notes one access; whether it showed that places are steps that were none."""
        touch = (id(thing), thread, part, mode, place)
        if touch in self.seen:
            return False
        self.seen.add(touch)
        touches = self._touches.get(id(thing))
        if touches is None:
            touches = self._touches[id(thing)] = []
            self._things.append(thing)  # kept, or its address would be another's
        overlapping = [each for each in touches if part is None or each[1] is None or each[1] == part]
        touches.append((thread, part, mode, place))
        for other, _, other_mode, _ in overlapping:
            if other != thread and (mode or other_mode):
                break
        else:
            return False
        shared = {place, *[each[3] for each in overlapping]}
        is_news = not shared <= self.steps
        self.steps |= shared
        return is_news
