"""Reads the two pipes of a run, within one limit for both, and gives back what they say as events."""

import os

from sandbox.events import Stderr, Stdout
from sandbox.jail.output import Output

READ_BYTES = 65_536
"""At once, of each channel in turn: a flood cannot keep the supervisor from looking at the clock."""

type Text = Stdout | Stderr


class Channels:
    """`open` holds the descriptors, set not to block, that have not come to their end."""

    def __init__(self, *, stdout: int, stderr: int, limit_bytes: int) -> None:
        self._outputs = {stdout: Output(Stdout), stderr: Output(Stderr)}
        self._left_bytes = limit_bytes
        self.open = [stdout, stderr]
        self.is_over_limit = False

    def read(self, descriptor: int, *, at: float) -> list[Text]:
        """What waits in one channel, up to READ_BYTES and up to the limit; closes it in our books at its end."""
        try:
            data = os.read(descriptor, READ_BYTES)
        except BlockingIOError:
            return []
        if not data:
            self.open.remove(descriptor)
            return self._outputs[descriptor].end(at=at)
        within = data[: self._left_bytes]
        self.is_over_limit |= len(data) > self._left_bytes
        self._left_bytes -= len(within)
        return self._rest_of_the_other(descriptor) + self._outputs[descriptor].feed(within, at=at)

    def _rest_of_the_other(self, descriptor: int) -> list[Text]:
        """What the other channel holds back arrived before what this one has to say."""
        return [event for each, output in self._outputs.items() if each != descriptor for event in output.rest()]

    def read_what_is_left(self, *, at: float) -> list[Text]:
        """What stands in the pipes at this moment, and the rests of lines; there is nothing to come."""
        events: list[Text] = []
        for descriptor in tuple(self.open):
            while not self.is_over_limit and (more := self.read(descriptor, at=at)):
                events += more
        return events + self.end(at=at)

    def end(self, *, at: float) -> list[Text]:
        """The rests of lines, since nothing more will be read."""
        return [event for output in self._outputs.values() for event in output.end(at=at)]

    def overdue(self, *, at: float) -> list[Text]:
        """Rests of lines whose end did not come in time."""
        return [event for output in self._outputs.values() for event in output.overdue(at=at)]

    def due_at(self) -> float | None:
        """When the next rest of a line will be overdue."""
        return min(
            (at for output in self._outputs.values() if (at := output.patience_ends_at()) is not None), default=None
        )
