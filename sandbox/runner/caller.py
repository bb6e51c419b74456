"""One who called the runner: reads what is asked, and hears the run as its audience, over one socket."""

import contextlib
import select
import socket
from collections.abc import Mapping
from typing import Any

from sandbox.events import Event, to_line
from sandbox.jail.audience import ENOUGH_BYTES, Audience, Outgoing
from sandbox.runner.wire import REQUEST_BYTES, Lines, WireRefused, pack, unpack

ASKING_SECONDS = 10.0
"""For a whole request; one who says nothing does not hold a thread for ever."""
LISTENING_SECONDS = 10.0
"""How long the runner waits for one who has stopped reading before it drops what is left to say."""
RECEIVE_BYTES = 65_536
SHORT_BYTES = 4096
"""After the request there is only “stop”."""


class HungUp(Exception):
    """The caller went away before it had asked anything."""


class Caller(Audience):
    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.has_hung_up = False
        self._outgoing = Outgoing(connection.fileno())
        self._wishes = Lines(longest=SHORT_BYTES)

    def request(self) -> dict[str, Any]:
        """What is asked; raises HungUp, TimeoutError, or WireRefused where it is no message."""
        self.connection.settimeout(ASKING_SECONDS)
        lines = Lines(longest=REQUEST_BYTES)
        arrived: list[bytes] = []
        while not arrived:
            data = self.connection.recv(RECEIVE_BYTES)
            if not data:
                raise HungUp
            arrived = lines.feed(data)
        self.connection.setblocking(False)  # noqa: FBT003
        for each in arrived[1:]:
            self._hear(each)
        return unpack(arrived[0])

    def answer(self, message: dict[str, Any]) -> None:
        self._outgoing.add(pack(message))
        self.hear_the_rest()

    def refuse(self, sentence: str) -> None:
        self.answer({"kind": "refused", "sentence": sentence})

    def wants_to_wait(self, descriptor: int) -> bool:
        """Waits on `descriptor` and on the caller; false once the caller has asked to stop or hung up."""
        if self.has_asked_to_stop:
            return False
        poller = select.poll()
        poller.register(descriptor, select.POLLIN)
        for each, what in self.watched().items():
            poller.register(each, what)
        self.attend(dict(poller.poll()))
        return not self.has_asked_to_stop

    def say(self, event: Event) -> None:
        self._outgoing.add(to_line(event))
        self._outgoing.write_all(patience_seconds=0)

    def is_full(self) -> bool:
        return self._outgoing.waiting >= ENOUGH_BYTES

    def watched(self) -> Mapping[int, int]:
        if self.has_hung_up:
            return {}
        return {self.connection.fileno(): select.POLLIN | (select.POLLOUT if self._outgoing.waiting else 0)}

    def attend(self, ready: Mapping[int, int]) -> None:
        what = ready.get(self.connection.fileno(), 0)
        if what & select.POLLOUT:
            self._outgoing.write()
        if what & ~select.POLLOUT:
            self._listen()

    def send_home(self) -> None:
        """As if it had hung up; may be called from any thread."""
        with contextlib.suppress(OSError):  # it has gone already
            self.connection.shutdown(socket.SHUT_RD)

    def hear_the_rest(self) -> None:
        self._outgoing.write_all(patience_seconds=LISTENING_SECONDS)

    def _listen(self) -> None:
        """A caller who hangs up ends its run, and so does one who speaks nonsense."""
        try:
            data = self.connection.recv(RECEIVE_BYTES)
            self.has_hung_up = not data
            for line in self._wishes.feed(data):
                self._hear(line)
        except BlockingIOError:
            return
        except (OSError, WireRefused):
            self.has_hung_up = True
        self.has_asked_to_stop |= self.has_hung_up

    def _hear(self, line: bytes) -> None:
        if unpack(line)["kind"] != "stop":
            raise WireRefused("After a job there is only “stop” to say.")
        self.has_asked_to_stop = True
