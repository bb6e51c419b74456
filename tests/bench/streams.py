"""From the worker to the page: how long an event is on its way, with one open stream and with a thousand."""

import asyncio
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest

from operations.embedded_redis import free_port
from sandbox.bench.figures import percentile, table
from sandbox.runs.claiming import Claim
from sandbox.runs.models import Submission
from sandbox.runs.streaming.appending import tell_over
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.streaming.writing import StreamWriter
from sandbox.runs.tokens import stream_address
from tests.bench.listeners import Listener

ROOT = Path(__file__).resolve().parents[2]
SESSION = "a-session-of-the-benchmark"
MESSAGES = 50
PAUSE_SECONDS = 0.4
"""Longer than a batch, so that what is measured is the way and not the wait; a thousand pages get 2,500 a second."""
HEADER = ["open streams", "messages to each", "p50 ms", "p99 ms", "kB of the server a stream", "every one exactly once"]


def measure() -> str:
    rows = [measured(open_streams) for open_streams in (1, 100, 1000)]
    return table("One uvicorn process: worker → page", HEADER, rows)


def measured(open_streams: int) -> list[str]:
    """A row of the table. Each level gets a server of its own, so that memory is counted from the same start."""
    with running_server() as (port, pid):
        submission = uuid.uuid4()
        before = resident_kilobytes(pid)
        listeners, grown = asyncio.run(listen_while_somebody_speaks(submission, open_streams, port=port, pid=pid))
    latencies = [each for listener in listeners for each in listener.latencies]
    complete = sum(listener.numbers == list(range(MESSAGES)) for listener in listeners)
    return [
        str(open_streams),
        str(MESSAGES),
        f"{percentile(latencies, 50):.1f}",
        f"{percentile(latencies, 99):.1f}",
        f"{(grown - before) / open_streams:.1f}",
        f"{complete} of {open_streams}",
    ]


async def listen_while_somebody_speaks(
    submission: uuid.UUID, open_streams: int, *, port: int, pid: int
) -> tuple[list[Listener], int]:
    """All listeners after the end, and the server's resident kB while all streams were open."""
    opened = asyncio.Semaphore(0)
    listeners = [Listener() for _ in range(open_streams)]
    tasks = [
        asyncio.create_task(
            each.listen(port=port, path=address(submission, number), cookie=f"sessionid={SESSION}", opened=opened)
        )
        for number, each in enumerate(listeners)
    ]
    for _ in range(open_streams):
        await asyncio.wait_for(opened.acquire(), 60)
    grown = resident_kilobytes(pid)
    await asyncio.to_thread(speak, submission)
    await asyncio.wait_for(asyncio.gather(*tasks), 60)
    return listeners, grown


def address(submission: uuid.UUID, number: int) -> str:
    """A stream of a listener of its own: how many one may open is capped, for each person or visitor."""
    of_somebody = Submission(id=submission, visitor=f"listener-{number}")
    request = SimpleNamespace(session=SimpleNamespace(session_key=SESSION))
    return stream_address(of_somebody, cast("HttpRequest", request))


def speak(submission: uuid.UUID) -> None:
    """What a worker does with a run's output: the very writer, with nobody before or after it."""
    claim: Any = Claim(
        run=uuid.uuid4(), submission=submission, key="threads", position=0, attempt=1, losses=0, token=uuid.uuid4()
    )
    with StreamWriter(claim) as writer:
        for number in range(MESSAGES):
            writer.say(line(f"{number} {time.monotonic_ns()}"))
            time.sleep(PAUSE_SECONDS)
        end = StreamedEvent(run="threads", attempt=1, kind="end")
        writer.say_last(writer.packed_with(end)[1])
    tell_over(submission)


def line(text: str) -> StreamedEvent:
    return StreamedEvent(run="threads", attempt=1, kind="stdout", fields={"at": 0.0, "text": text})


@contextmanager
def running_server() -> Iterator[tuple[int, int]]:
    """One uvicorn process with the whole site for the length of a `with` block: its port and its pid."""
    port = free_port()
    environment = {**os.environ, "REDIS_URL": settings.REDIS_URL, "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}"}
    command = [sys.executable, "-m", "uvicorn", "website.asgi:application", "--port", str(port), "--no-access-log"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        while "Uvicorn running" not in (said := server.stderr.readline()):
            if not said:
                raise RuntimeError("uvicorn did not start")
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()
        server.stderr.close()


def resident_kilobytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])
