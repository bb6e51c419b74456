"""Asks the runner: what it offers, and to run a job; the one module of the runner that the site knows."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.events import LINE_BYTES, End, Event, EventRefused, from_json
from sandbox.jobs import Job, JobRefused
from sandbox.runner.wire import Lines, WireRefused, pack, unpack

CONNECT_SECONDS = 2.0
RECEIVE_BYTES = 65_536


class RunnerGone(ConnectionError):
    """There is no runner at the socket, or it went away before the run's end."""


@dataclass(frozen=True, kw_only=True)
class About:
    """What the runner offers: runs at once, cores for each, versions of Python, the site's own, its walls in words.

    `tier`: what its walls make together; "" where a runner does not say. `lanes`: moves of the race lab at once, beside
    the slots; 0 where it cannot explore.
    """

    slots: int
    cores: int
    interpreters: tuple[str, ...]
    default: str
    walls: str
    tier: str = ""
    lanes: int = 0


class Running:
    """One run under way. `events` is for one reader; `stop` may be called from any thread."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._sending = threading.Lock()
        self._stopped = False

    def events(self) -> Iterator[Event]:
        """What the run says, until its End; raises RunnerGone without one, JobRefused where the runner refuses."""
        for message in _messages(self._connection):
            if message["kind"] == "refused":
                raise JobRefused(str(message.get("sentence")))
            event = _event(message)
            yield event
            if isinstance(event, End):
                return

    def hang_up(self) -> None:
        """Leave the run at once, from any thread: `events` raises RunnerGone, and the runner ends what nobody hears."""
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        """Ask that the run ends now, as *stopped*; once it has ended, or when asked again, nothing happens."""
        with self._sending:
            if not self._stopped:
                self._stopped = True
                with contextlib.suppress(OSError):
                    self._connection.sendall(pack({"kind": "stop"}))


def about(socket_path: str | Path, timeout: float = 2.0) -> About:
    """What the runner offers; raises RunnerGone when it does not answer within `timeout` seconds."""
    with _connected(socket_path, timeout=timeout) as connection:
        _send(connection, {"kind": "about"})
        message = next(_messages(connection))
    try:
        return About(
            slots=int(message["slots"]),
            cores=int(message["cores"]),
            interpreters=tuple(map(str, message["interpreters"])),
            default=str(message["default"]),
            walls=str(message["walls"]),
            tier=str(message.get("tier", "")),
            lanes=int(message.get("lanes", 0)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RunnerGone(f"The runner's answer about itself is not to be understood: {error!r}") from None


@contextmanager
def running(socket_path: str | Path, job: Job) -> Iterator[Running]:
    """Hand the job to the runner; leaving the block ends the run. Raises RunnerGone when there is no runner."""
    with _connected(socket_path, timeout=CONNECT_SECONDS) as connection:
        _send(connection, {"kind": "job", **job.to_json()})
        connection.settimeout(None)
        yield Running(connection)


@contextmanager
def _connected(socket_path: str | Path, *, timeout: float) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(timeout)
        try:
            connection.connect(str(socket_path))
        except OSError as error:
            raise RunnerGone(f"No runner answers at {socket_path}: {error}") from None
        yield connection


def _send(connection: socket.socket, message: dict[str, Any]) -> None:
    try:
        connection.sendall(pack(message))
    except OSError as error:
        raise RunnerGone(f"The runner hung up: {error}") from None


def _messages(connection: socket.socket) -> Iterator[dict[str, Any]]:
    """Everything the runner sends; raises RunnerGone at the end of the stream, so an iteration never just stops."""
    lines = Lines(longest=LINE_BYTES)
    while True:
        try:
            data = connection.recv(RECEIVE_BYTES)
            messages = [unpack(line) for line in lines.feed(data)]
        except (OSError, WireRefused) as error:
            raise RunnerGone(f"The runner cannot be understood: {error}") from None
        if not data:
            raise RunnerGone("The runner went away before the end of the run.")
        yield from messages


def _event(message: dict[str, Any]) -> Event:
    try:
        return from_json(message)
    except EventRefused as error:
        raise RunnerGone(f"The runner sent what is no event: {error}") from None
