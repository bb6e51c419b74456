"""Dynamic partial-order reduction: one execution for each essentially different order, and no order missed.

Where two threads' operations depend on each other and neither had to come first, the other order is to be tried as
well: the node before the first of them notes who is to move there (Flanagan and Godefroid, POPL 2005). Sleep sets leave
out what only swaps independent steps (Godefroid 1996). Both look at every announced operation, also of threads that
never get to do it: who waits for ever is a party of every race it announced.
"""

from dataclasses import dataclass, field

from sandbox.inside.explorer.search.touches import Steps, Touches
from sandbox.inside.explorer.world.operations import Operation, conflicts
from sandbox.inside.explorer.world.world import Scheduler, Thread, World


@dataclass(slots=True, eq=False)
class Node:
    """The state before one step of the schedule that is being explored."""

    pending: dict[int, Operation]
    enabled: tuple[int, ...]
    chosen: int
    sleep: set[int]
    backtrack: set[int]
    done: set[int] = field(default_factory=set)
    past: Steps = 0
    """What happened before the chosen step, and the step itself."""
    pasts: dict[int, Steps] = field(default_factory=dict)
    """Of every thread, before the step."""


class Diverged(Exception):
    """The same choices did not lead to the same program: something in it is not determined by the order alone."""


class Dpor(Scheduler):
    """Covers every order: execute a program under it until `advance` says that there is nothing left."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._touches = Touches()
        self._begin()

    def _begin(self) -> None:
        self._replayed = len(self.nodes)
        self._depth = 0
        self._pasts: dict[int, Steps] = {}
        """By thread: which steps happened before what it does next."""
        self._known: dict[int, Operation] = {}
        self._met: dict[int, tuple[int, Steps]] = {}
        """By thread: at which depth its next operation was met, and which steps it conflicts with."""
        self._asleep: set[int] = set()

    def known(self, world: World) -> tuple[Thread, tuple[int, ...]] | None:
        """All but the last of the choices that are kept lead where they led before."""
        depth = len(world.steps)
        if depth >= self._replayed - 1:
            return None
        node = self.nodes[depth]
        thread = world.threads[node.chosen] if node.chosen < len(world.threads) else None
        pending = thread.pending if thread is not None else None
        expected = node.pending[node.chosen]
        if thread is None or pending is None or pending.kind != expected.kind or not world.news.lets_move(thread):
            world.stop(Diverged())
        return thread, node.enabled

    def pick(self, world: World, enabled: list[Thread]) -> Thread | None:
        depth = self._depth = len(world.steps)
        pending = {each.number: each.pending for each in world.threads if each.pending is not None}
        if depth == self._replayed - 1:
            self._restore(depth)
        self._look_for_races(pending)
        if depth < self._replayed:
            chosen = self.nodes[depth].chosen
            if chosen not in pending:
                world.stop(Diverged())
        else:
            numbers = [each.number for each in enabled]
            asleep = self._asleep
            choice = self._first(world, [each for each in numbers if each not in asleep] if asleep else numbers)
            if choice is None:
                return None
            chosen = choice
            self.nodes.append(Node(pending, tuple(numbers), chosen, self._asleep, {chosen}))
        self._take(depth, chosen)
        return world.threads[chosen]

    def _restore(self, depth: int) -> None:
        """What is known at the last choice that is kept, where another thread moves than before."""
        node = self.nodes[depth]
        self._pasts = node.pasts.copy()
        self._asleep = node.sleep
        self._touches.keep_before(depth)

    def _first(self, world: World, awake: list[int]) -> int | None:
        if not awake:
            return None
        for each in awake:
            pending = world.threads[each].pending
            if pending is not None and pending.kind == "begin":
                return each
        return world.current.number if world.current.number in awake else awake[0]

    def end(self, world: World) -> None:
        """The last state: what threads announced and could not do is a party of races, too."""
        self._depth = len(world.steps)
        if self._depth < self._replayed:
            return  # it was stopped on the way to where the orders part
        self._look_for_races({each.number: each.pending for each in world.threads if each.pending is not None})

    def _take(self, depth: int, chosen: int) -> None:
        node = self.nodes[depth]
        operation = node.pending[chosen]
        node.pasts = self._pasts.copy()
        node.past = self._pasts[chosen] = self._past_after_races(depth, chosen, operation) | 1 << depth
        self._known.pop(chosen, None)
        self._touches.add(depth, operation.accesses)
        asleep = node.sleep | node.done if node.done else node.sleep
        self._asleep = {each for each in asleep if each != chosen and self._stays_asleep(node, each, operation)}
        self._depth = depth + 1

    @staticmethod
    def _stays_asleep(node: Node, thread: int, operation: Operation) -> bool:
        pending = node.pending.get(thread)
        return pending is not None and not conflicts(pending.accesses, operation.accesses)

    def _past_after_races(self, depth: int, chosen: int, operation: Operation) -> Steps:
        """What happened before a step that is being done.

        Its races are looked at once more, for since it was announced others moved: whoever has to move first for it to
        come before a step may be another now, where it was asleep itself.
        """
        past = self._pasts[chosen]
        is_news = depth >= self._replayed - 1
        met_at, conflicting = self._met.pop(chosen, (-1, 0))
        left = (conflicting if met_at == depth else self._touches.conflicting(operation.accesses)) & ~past
        while left:
            index = left.bit_length() - 1
            other = self.nodes[index]
            if is_news and not operation.waits_for_release_of(other.pending[other.chosen]):
                self._note(chosen, index)
            past |= other.past
            left &= ~past
        return past

    def _look_for_races(self, pending: dict[int, Operation]) -> None:
        """Every thread's next operation against the last step that it depends on and that need not come before it."""
        last = self._depth - 1
        for number, operation in pending.items():
            if number not in self._pasts:  # it began by the step that started it, which was the last
                self._pasts[number] = self.nodes[last].past if self._depth else 0
            if self._known.get(number) is operation:
                index = last if last >= 0 and self._is_race(number, operation, last) else None
            else:
                self._known[number] = operation
                index = self._last_race(number, operation)
            if index is not None:
                self._note(number, index)

    def _last_race(self, number: int, operation: Operation) -> int | None:
        conflicting = self._touches.conflicting(operation.accesses)
        self._met[number] = (self._depth, conflicting)
        left = conflicting & ~self._pasts[number]
        while left:
            index = left.bit_length() - 1
            node = self.nodes[index]
            if not operation.waits_for_release_of(node.pending[node.chosen]):
                return index
            left ^= 1 << index
        return None

    def _is_race(self, number: int, operation: Operation, index: int) -> bool:
        if self._pasts[number] >> index & 1:
            return False
        node = self.nodes[index]
        other = node.pending[node.chosen]
        return conflicts(operation.accesses, other.accesses) and not operation.waits_for_release_of(other)

    def _note(self, number: int, index: int) -> None:
        """Whoever can begin the other order is to move before the node's step, unless one of them did or will."""
        node = self.nodes[index]
        able = self._initials(number, index).intersection(node.enabled)
        if not able:
            node.backtrack.update(node.enabled)
        elif not able & (node.backtrack | node.sleep):
            node.backtrack.add(number if number in able else min(able))

    def _initials(self, number: int, index: int) -> set[int]:
        """Of what came after the node without depending on it, and then the racing operation: who could come first."""
        kept: Steps = 0
        initials: set[int] = set()
        for depth in range(index + 1, self._depth):
            node = self.nodes[depth]
            if not node.past >> index & 1:
                if not node.past & kept:
                    initials.add(node.chosen)
                kept |= 1 << depth
        if not kept & (self._pasts[number] | self._touches.conflicting(self._known[number].accesses)):
            initials.add(number)
        return initials

    def advance(self) -> bool:
        """Goes to the next order; False when every one is covered."""
        while self.nodes:
            node = self.nodes[-1]
            node.done.add(node.chosen)
            left = node.backtrack - node.done - node.sleep
            if left:
                node.chosen = min(left)
                self._begin()
                return True
            self.nodes.pop()
        return False
