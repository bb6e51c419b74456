"""However often a page loses its connection, it hears everything exactly once, and in order."""

import asyncio
import random

import pytest
from django.test import Client

from accounts.models import Person
from sandbox.runs.streaming.appending import append, tell_over
from sandbox.runs.streaming.messages import StreamedEvent
from tests.sandbox.runs.conftest import ask, asker_of
from tests.sandbox.runs.listener import listening

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("an_open_sandbox")]

MESSAGES = 2000
PAGES = 8


def produce(submission: object) -> None:
    for first in range(0, MESSAGES, 10):
        said = [
            StreamedEvent(run="0", attempt=1, kind="stdout", fields={"at": 0.0, "text": str(number)})
            for number in range(first, first + 10)
        ]
        append(submission, run="0", attempt=1, messages=[("*", each.payload()) for each in said])
    tell_over(submission)


async def page(port: int, path: str, cookie: str, chance: random.Random) -> tuple[list[str], int]:
    """Reads, loses its connection after a random number of messages, comes back with the last id it saw."""
    last, texts, connections = "0", [], 0
    while True:
        connections += 1
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path}?after={last} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode())
        left, rest = chance.randint(1, 200), b""
        while left > 0 and (data := await reader.read(4096)):
            *frames, rest = (rest + data).split(b"\n\n")
            for frame in frames:
                if b"event: over" in frame:
                    writer.close()
                    return texts, connections
                if b'"text":"' in frame:
                    last = frame.split(b"id: ")[1].split(b"\n")[0].decode()
                    texts.append(frame.split(b'"text":"')[1].split(b'"')[0].decode())
                    left -= 1
        writer.transport.abort()


def test_pages_that_lose_their_connection_again_and_again_hear_everything_exactly_once(web: int, ada: Person):
    submission = ask(asker_of(ada))
    client = Client()
    client.force_login(ada)
    address = listening(web, client, submission)

    async def everybody() -> list[tuple[list[str], int]]:
        readers = [page(web, address.path, address.sent["Cookie"], random.Random(seed)) for seed in range(PAGES)]
        heard, _ = await asyncio.gather(asyncio.gather(*readers), asyncio.to_thread(produce, submission.pk))
        return heard

    heard = asyncio.run(everybody())

    assert all(texts == [str(number) for number in range(MESSAGES)] for texts, _ in heard)
    assert sum(connections for _, connections in heard) > PAGES * 5
