"""Which steps of a schedule touch what. A set of steps is a number: its bit n is the step at depth n."""

from sandbox.inside.explorer.world.operations import Access, Mode

Steps = int
MATTERS: dict[Mode, tuple[Mode, ...]] = {
    Mode.READ: (Mode.WRITE, Mode.ADD),
    Mode.WRITE: (Mode.READ, Mode.WRITE, Mode.ADD),
    Mode.ADD: (Mode.READ, Mode.WRITE),
}
"""By how a thing is touched: after or before which other touches matters, as `conflicts` says it of two operations."""


class Touches:
    """The steps by what they touch: asking which an operation conflicts with takes no walk through them."""

    def __init__(self) -> None:
        self._of_parts: dict[tuple[int, object], list[Steps]] = {}
        """By thing and part, None for the whole, and then by mode."""
        self._of_things: dict[int, list[Steps]] = {}
        """Of whatever part."""

    def add(self, depth: int, accesses: tuple[Access, ...]) -> None:
        step = 1 << depth
        for thing, part, mode in accesses:
            steps = self._of_parts.get((thing, part))
            if steps is None:
                steps = self._of_parts[thing, part] = [0, 0, 0]
                self._of_things.setdefault(thing, [0, 0, 0])
            steps[mode] |= step
            self._of_things[thing][mode] |= step

    def conflicting(self, accesses: tuple[Access, ...]) -> Steps:
        """Those whose order with such an operation can matter."""
        found = 0
        for thing, part, mode in accesses:
            if part is None:
                all_parts = self._of_things.get(thing)
                if all_parts is not None:
                    for each in MATTERS[mode]:
                        found |= all_parts[each]
                continue
            for key in ((thing, part), (thing, None)):
                steps = self._of_parts.get(key)
                if steps is not None:
                    for each in MATTERS[mode]:
                        found |= steps[each]
        return found

    def keep_before(self, depth: int) -> None:
        """Forgets the steps from that depth on."""
        kept = (1 << depth) - 1
        for by_key in (self._of_parts, self._of_things):
            for steps in by_key.values():
                steps[:] = [each & kept for each in steps]
