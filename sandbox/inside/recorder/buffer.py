"""The buffer that all processes of a run share: its memory, and who has which chunk of it."""

import _thread
import fcntl
import mmap
import os
import sys

from sandbox.record_form import BUFFER_BYTES, CHUNK_BYTES, CHUNKS, COUNTER, HEAD

MOST_AT_ONCE = 32


class Chunk:
    """A thread's piece of the buffer: where it begins, and where its next record goes."""

    __slots__ = ("at", "base")

    def __init__(self, base: int, at: int) -> None:
        self.base, self.at = base, at


class Buffer:
    """Mapped once, and inherited by fork. No descriptor stays open: the program's own have the numbers they had."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._memory = mapped(path)
        self._claiming = _thread.RLock()  # a signal's handler may come in between
        self.is_full = False
        self.renew()

    def renew(self) -> None:
        """What a forked child must not have of its parent."""
        self._claiming = _thread.RLock()
        self.dropped = 0
        """Spans of ended threads that no longer fitted, and that nobody has told yet."""
        self._spare: list[Chunk] = []
        self.own: set[int] = set()
        """The chunks, by number, that this process has claimed: nobody writes into another's, not even an end."""

    def view(self) -> memoryview:
        """All of it; of one's own, since threads of a free-threaded build would wear out a shared one."""
        return memoryview(self._memory)

    def claim(self) -> Chunk | None:
        """A chunk that a thread of this process left, else a new one; None when the buffer is full."""
        try:
            return self._spare.pop()
        except IndexError:
            return None if self.is_full else self._claim_new()

    def give_back(self, chunk: Chunk) -> None:
        self._spare.append(chunk)

    def _claim_new(self) -> Chunk | None:
        """Claims as many as the process has already: each system call gives away the GIL, for 5 ms and more."""
        with self._claiming:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CLOEXEC)
            try:
                fcntl.lockf(descriptor, fcntl.LOCK_EX, COUNTER.size)
                claimed: int = COUNTER.unpack_from(self._memory)[0]
                wanted = min(len(self.own) or 1, MOST_AT_ONCE, CHUNKS - 1 - claimed)
                if wanted <= 0:
                    self.is_full = True
                    return None
                COUNTER.pack_into(self._memory, 0, claimed + wanted)
            finally:
                os.close(descriptor)  # which unlocks too
        numbers = range(claimed + 1, claimed + 1 + wanted)
        self.own.update(numbers)
        self._spare += [new_chunk(each) for each in reversed(numbers[1:])]
        return new_chunk(numbers[0])


def new_chunk(number: int) -> Chunk:
    return Chunk(number * CHUNK_BYTES, number * CHUNK_BYTES + HEAD.size)


def mapped(path: str) -> mmap.mmap:
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        if sys.version_info >= (3, 13):
            return mmap.mmap(descriptor, BUFFER_BYTES, trackfd=False)
        return mapped_without_descriptor(descriptor)
    finally:
        os.close(descriptor)


def mapped_without_descriptor(descriptor: int) -> mmap.mmap:
    """Before 3.13 a mapping kept a copy of the descriptor, the lowest number that was free; it needs none."""
    copy = os.dup(descriptor)
    os.close(copy)
    memory = mmap.mmap(descriptor, BUFFER_BYTES)
    os.close(copy)
    # At its end it closes that number, whose-ever it is then: so it must outlive all modules, and every file in them.
    os.register_at_fork(after_in_child=memory.tell)
    return memory
