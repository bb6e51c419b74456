"""A page that listens: the server-sent events of one address, read from a plain socket as they arrive."""

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import quote

from django.test import Client
from django.urls import reverse

from sandbox.runs.models import Submission

SECONDS = 60.0


@dataclass(frozen=True)
class Heard:
    """One event: "run", "over" or "cut", its id, its data."""

    event: str
    id: str
    data: dict[str, Any]


@dataclass
class Listener:
    """A request and its response; iterate it for what it hears. `headers` are the response's."""

    port: int
    path: str
    method: str = "GET"
    sent: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS)
        lines = {"Host": "127.0.0.1", **self.sent}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.socket.sendall(f"{self.method} {self.path} HTTP/1.1\r\n{head}\r\n".encode())
        self.reader = self.socket.makefile("rb")
        self.status = int(self.reader.readline().split()[1])
        self.headers = dict(self._head())
        return self

    def __exit__(self, *_: object) -> None:
        self.reader.close()
        self.socket.close()

    def _head(self) -> Iterator[tuple[str, str]]:
        while line := self.reader.readline().strip():
            name, _, value = line.decode().partition(": ")
            yield name.lower(), value

    def body(self) -> dict[str, Any]:
        return json.loads(self.reader.read(int(self.headers["content-length"])))

    def chunks(self) -> Iterator[bytes]:
        while size := int(self.reader.readline(), 16):
            yield self.reader.read(size)
            self.reader.readline()

    def __iter__(self) -> Iterator[Heard]:
        """Every event until the server closes; heartbeats are left out."""
        rest = b""
        for chunk in self.chunks():
            *frames, rest = (rest + chunk).split(b"\n\n")
            for each in frames:
                fields = dict(line.split(": ", 1) for line in each.decode().split("\n") if not line.startswith(":"))
                if "event" in fields:
                    yield Heard(fields["event"], fields.get("id", ""), json.loads(fields["data"]))


def address_of(client: Client, submission: Submission) -> str:
    return client.post(reverse("runs:stream", args=[submission.pk])).json()["address"]


def listening(port: int, client: Client, submission: Submission, *, after: str = "", **sent: str) -> Listener:
    """A browser that bears this client's session and listens to the submission."""
    path = address_of(client, submission) + (f"?after={quote(after)}" if after else "")
    return Listener(port, path, sent={"Cookie": f"sessionid={client.session.session_key}", **sent})
