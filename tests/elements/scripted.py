"""A stream that a test directs: it says, repeats, cuts the line and refuses when told to, beside the real site."""

import asyncio
import json
import threading
import time
from typing import Any
from urllib.parse import parse_qs

import uvicorn

from tests.browser import Server
from website.asgi import application

POLL_SECONDS = 0.005


class ScriptedStream:
    """`asked` lists the places from which pages asked to go on. Ids count in milliseconds, like the real ones."""

    def __init__(self) -> None:
        self.frames: list[tuple[int, bytes]] = []
        self.moment = round(time.time() * 1000)
        self.asked: list[str] = []
        self.refusals = 0
        self.cuts = 0
        self.open_lines = 0
        self.repeats = False
        self.lock = threading.Lock()

    def say(self, run: str, kind: str, *, attempt: int = 1, after_seconds: float = 0.05, **fields: Any) -> str:
        """Say a message on every line that is open, and on those that open later; its id."""
        self.moment += max(1, round(after_seconds * 1000))
        message_id = f"{self.moment}-0"
        body = json.dumps({"run": run, "attempt": attempt, "kind": kind, **fields}, ensure_ascii=False)
        self.add(f"id: {message_id}\nevent: run\ndata: {body}\n\n")
        return message_id

    def over(self) -> None:
        self.moment += 1
        self.add("event: over\ndata: {}\n\n")

    def add(self, frame: str) -> None:
        with self.lock:
            self.frames.append((self.moment, frame.encode()))

    def cut(self) -> None:
        """End every open line without a word, as a server that restarts does."""
        self.cuts += 1

    def refuse(self, times: int) -> None:
        """Refuse the next attempts to listen."""
        self.refusals = times

    def frames_after(self, place: int, number: int) -> list[tuple[int, bytes]]:
        with self.lock:
            return [frame for frame in self.frames[number:] if frame[0] > place]

    async def serve(self, scope: Any, receive: Any, send: Any) -> None:
        after = parse_qs(scope["query_string"].decode()).get("after", ["0-0"])[0]
        self.asked.append(after)
        if self.refusals:
            self.refusals -= 1
            await send({"type": "http.response.start", "status": 403, "headers": []})
            await send({"type": "http.response.body", "body": b'{"sentence": "The address has expired."}'})
            return
        headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        self.open_lines += 1
        try:
            await self.talk(0 if self.repeats else int(after.partition("-")[0]), receive, send)
        finally:
            self.open_lines -= 1

    async def talk(self, place: int, receive: Any, send: Any) -> None:
        leaving = asyncio.ensure_future(left(receive))
        cuts, sent = self.cuts, 0
        await send({"type": "http.response.body", "body": b"retry: 1000\n\n", "more_body": True})
        while self.cuts == cuts and not leaving.done():
            frames, sent = self.frames_after(place, sent), len(self.frames)
            for _, frame in frames:
                await send({"type": "http.response.body", "body": frame, "more_body": True})
            if frames and b"event: over" in frames[-1][1]:
                break
            await asyncio.sleep(POLL_SECONDS)
        leaving.cancel()
        await send({"type": "http.response.body", "body": b""})


async def left(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class ScriptedServer(Server):
    """The site, with one scripted stream under /runs/stream/."""

    def __init__(self, stream: ScriptedStream) -> None:
        async def routed(scope: Any, receive: Any, send: Any) -> None:
            is_stream = scope["type"] == "http" and scope["path"].startswith("/runs/stream/")
            await (stream.serve if is_stream else application)(scope, receive, send)

        config = uvicorn.Config(routed, port=0, log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=lambda: asyncio.run(self.server.serve()), daemon=True)
