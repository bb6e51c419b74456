"""What a run said, kept within bounds: the beginning and the end, and a sentence where the middle was left out."""

import json
import zlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from sandbox.runs.streaming.messages import StreamedEvent

PASSING_BYTES = 256 * 1024
"""The most that messages may take which only a page under way needs."""
KEPT_BYTES = 1_048_576 + PASSING_BYTES
"""The most of one attempt that is kept, before compression: the output limit of a run as authors set it by default."""
ENTRY_BYTES = 100
"""What a message weighs beside its text, here and in Redis."""
LEFT_OUT = "Some output is left out here: more was printed than can be kept."


@dataclass(slots=True)
class Entry:
    """One message as it goes to the stream. `number` counts the messages of one attempt from 1.

    `is_passing`: it goes to the stream, and no row keeps it.
    """

    number: int
    id: str
    payload: bytes
    is_passing: bool = False

    @property
    def weight(self) -> int:
        return len(self.payload) + ENTRY_BYTES


class Transcript:
    """The messages of one attempt, at most `kept_bytes` of them: the first half never goes, the second half slides.

    `length` is the number of the last message: how many there were, whether kept or not.
    """

    def __init__(self, *, run: str, attempt: int, kept_bytes: int = KEPT_BYTES) -> None:
        self.run, self.attempt = run, attempt
        self.half = kept_bytes // 2
        self.head: list[Entry] = []
        self.left_out: Entry | None = None
        self.tail: deque[Entry] = deque()
        self.head_bytes = self.tail_bytes = 0
        self.length = 0

    def add(self, entry: Entry) -> None:
        self.length = entry.number
        if not self.tail and self.head_bytes + entry.weight <= self.half:
            self.head.append(entry)
            self.head_bytes += entry.weight
            return
        self.tail.append(entry)
        self.tail_bytes += entry.weight
        while self.tail_bytes > self.half and len(self.tail) > 1:
            self.leave_out(self.tail.popleft())

    def leave_out(self, entry: Entry) -> None:
        self.tail_bytes -= entry.weight
        if self.left_out is None:  # the sentence takes the place of the first message that went
            said = StreamedEvent(run=self.run, attempt=self.attempt, kind="cut", fields={"sentence": LEFT_OUT})
            self.left_out = Entry(entry.number, entry.id, said.payload())

    def __reversed__(self) -> Iterator[Entry]:
        yield from reversed(self.tail)
        if self.left_out is not None:
            yield self.left_out
        yield from reversed(self.head)

    def after(self, number: int) -> list[Entry]:
        """The messages that come after the one of this number, in order."""
        return list(takewhile(lambda entry: entry.number > number, reversed(self)))[::-1]

    def pack(self, *, also: Entry) -> bytes:
        """The transcript as a row keeps it, with one last message; `unpack` reads it."""
        entries = [each for each in (*self.after(0), also) if not each.is_passing]
        lines = [json.dumps([entry.id, entry.payload.decode()], ensure_ascii=False) for entry in entries]
        return zlib.compress("\n".join(lines).encode())


def unpack(packed: bytes) -> list[StreamedEvent]:
    if not packed:
        return []
    # Only newlines part the lines: str.splitlines would also cut at U+2028, which a program may have printed.
    lines = zlib.decompress(packed).decode().split("\n")
    return [StreamedEvent.of_payload(payload.encode(), id=id_) for id_, payload in map(json.loads, lines)]
