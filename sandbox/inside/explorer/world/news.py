"""What changed since a thread looked: a loop that only asks goes on when there is news, and not before.

Without this, the orders of `while not ready: pass` would have no end: each more round is another order.
"""

from sandbox.inside.explorer.world.operations import Mode, Operation
from sandbox.inside.explorer.world.records import Thread


class News:
    """How often each thing was changed, and what the loops that ask have seen of that."""

    def __init__(self) -> None:
        self._versions: dict[int, int] = {}
        self.is_asked_for = False
        """Some loop that only asks has begun: until then no version is compared with another, and none is kept."""

    def note_done(self, thread: Thread) -> None:
        """The thread has done what it was about to: whatever that changed has a new version."""
        operation, thread.last = thread.last, None
        if operation is None:
            return
        for thing, _, mode in operation.accesses:
            if mode is not Mode.READ and not operation.is_barren:
                self._versions[thing] = self._versions.get(thing, 0) + 1
        if thread.round is not None:
            seen = {thing: self._versions.get(thing, 0) for thing, _, _ in operation.accesses}
            thread.round.append((operation, seen))

    def begin(self, thread: Thread) -> None:
        """A loop that only asks is about to begin."""
        self.is_asked_for = True
        self.note_done(thread)
        thread.round = None

    def round(self, thread: Thread, loop: tuple[int, int]) -> dict[int, int] | None:
        """A round of it begins; what the next has to wait for a change of, if the last one changed nothing.

        `loop`: which it is, of those that the thread is within. Where a thing was seen twice, the first time counts:
        what came of it then may be another since.
        """
        self.note_done(thread)
        done, thread.round = thread.round, []
        is_other, thread.loop = thread.loop != loop, loop
        if done is None or is_other or any(_changes(operation) for operation, _ in done):
            return None
        awaits: dict[int, int] = {}
        for operation, versions in done:
            if not operation.is_acquire and not operation.is_release:
                awaits = versions | awaits
        return awaits

    def lets_move(self, thread: Thread) -> bool:
        """Whether a thread that has announced something may do it now."""
        assert thread.pending is not None
        return thread.pending.can_move and self.has_come_for(thread)

    def has_come_for(self, thread: Thread) -> bool:
        awaits = thread.awaits
        return awaits is None or any(self._versions.get(thing, 0) != seen for thing, seen in awaits.items())


def _changes(operation: Operation) -> bool:
    """A lock that a round takes it gives back, too."""
    if operation.is_acquire or operation.is_release or operation.is_barren or operation.kind == "sleep":
        return False
    return any(mode is not Mode.READ for _, _, mode in operation.accesses)
