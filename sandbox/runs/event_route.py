"""The raw ASGI route of live streams, before Django: a page that listens holds no thread and no database connection.

It skips all middleware, so it checks for itself what middleware would: the host, the method, who may listen.
"""

import asyncio
import json
import logging
import signal
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import aclosing
from http import HTTPStatus
from types import FrameType
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.http import parse_cookie
from django.http.request import split_domain_port, validate_host

from sandbox.runs.streaming.channels import Place
from sandbox.runs.streaming.ids import parts
from sandbox.runs.streaming.listening import Switchboard
from sandbox.runs.streaming.reading import parts_of_stream
from sandbox.runs.tokens import STREAMS, Ticket, TokenRefused, ticket_of

logger = logging.getLogger(__name__)

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Application = Callable[[Any, Any, Any], Awaitable[None]]

STREAMS_OF_A_PERSON = 24
"""Open streams of one person, or visitor, in one web process: every tab needs one, and a tab that runs, for a while."""
LONGEST_QUERY = 200
HEADERS = [
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-accel-buffering", b"no"),
    (b"referrer-policy", b"same-origin"),
]


class StreamRefused(Exception):
    """No stream: an HTTP status, and a sentence for the page."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


def with_event_route(application: Application) -> Application:
    """The application with the streams in front of it; everything else, lifespan included, is passed on."""
    route = EventRoute()

    async def routed(scope: Any, receive: Any, send: Any) -> None:
        is_stream = scope["type"] == "http" and scope["path"].startswith(STREAMS)
        await (route.serve if is_stream else application)(scope, receive, send)

    return routed


class EventRoute:
    """Serves streams; opens its way to Redis with the first one."""

    def __init__(self) -> None:
        self.board: Switchboard | None = None

    async def serve(self, scope: Message, receive: Receive, send: Send) -> None:
        token = scope["path"].removeprefix(STREAMS)
        query = scope["query_string"]
        # The server's access log reads the address from here: a token is a right, and no line of a log.
        scope.update(path=f"{STREAMS}-", raw_path=f"{STREAMS}-".encode(), query_string=b"")
        try:
            ticket, after = examined(scope, token=token, query=query)
            board = self.board_for(ticket)
        except StreamRefused as refused:
            await refuse(send, refused)
        else:
            await stream(board, ticket, after, receive, send)

    def board_for(self, ticket: Ticket) -> Switchboard:
        board = self.open_board()
        if board.streams[ticket.owner] >= STREAMS_OF_A_PERSON:
            sentence = "Too many of your pages are listening. Close one, and reload this page."
            raise StreamRefused(HTTPStatus.TOO_MANY_REQUESTS, sentence)
        return board

    def open_board(self) -> Switchboard:
        loop = asyncio.get_running_loop()
        if self.board is None or self.board.task.get_loop() is not loop:
            self.board = Switchboard(settings.REDIS_URL)
            end_streams_at_signals(self.board, loop)
        return self.board


def examined(scope: Message, *, token: str, query: bytes) -> tuple[Ticket, Place]:
    """Who listens, and from where on; raises StreamRefused."""
    headers: dict[bytes, bytes] = dict(scope["headers"])
    domain, _ = split_domain_port(headers.get(b"host", b"").decode("latin-1"))
    if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
        raise StreamRefused(HTTPStatus.BAD_REQUEST, "This site is not served at this address.")
    if scope["method"] != "GET":
        raise StreamRefused(HTTPStatus.METHOD_NOT_ALLOWED, "A stream can only be read.")
    cookies = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
    try:
        ticket = ticket_of(token, session_key=cookies.get(settings.SESSION_COOKIE_NAME, ""))
    except TokenRefused as refused:
        raise StreamRefused(HTTPStatus.FORBIDDEN, refused.sentence) from None
    return ticket, place_of(headers, query)


def place_of(headers: dict[bytes, bytes], query: bytes) -> Place:
    """The last message that the page has seen: a browser that reconnects by itself says so in a header, and newer."""
    try:
        asked = parse_qs(query[:LONGEST_QUERY].decode("ascii")).get("after", ["0"])[0]
        return parts(headers.get(b"last-event-id", b"").decode("ascii") or asked)
    except ValueError:
        raise StreamRefused(HTTPStatus.BAD_REQUEST, "“after” is no place in a stream.") from None


async def refuse(send: Send, refused: StreamRefused) -> None:
    body = json.dumps({"sentence": refused.sentence}, ensure_ascii=False).encode()
    headers = [*HEADERS, (b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if refused.status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers.append((b"allow", b"GET"))
    await send({"type": "http.response.start", "status": int(refused.status), "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def stream(board: Switchboard, ticket: Ticket, after: Place, receive: Receive, send: Send) -> None:
    """Send until it is over, the process ends, or nobody listens any more."""
    headers = [*HEADERS, (b"content-type", b"text/event-stream; charset=utf-8")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    pumping = asyncio.ensure_future(pump(board, ticket, after, send))
    leaving = asyncio.ensure_future(left(receive))
    try:
        await asyncio.wait([pumping, leaving], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (pumping, leaving):
            task.cancel()
        for problem in await asyncio.gather(pumping, leaving, return_exceptions=True):
            if isinstance(problem, Exception):
                logger.error("a stream of %s broke off", ticket.submission, exc_info=problem)
    await send({"type": "http.response.body", "body": b""})


async def pump(board: Switchboard, ticket: Ticket, after: Place, send: Send) -> None:
    async with aclosing(parts_of_stream(board, ticket.submission, after, owner=ticket.owner)) as parts_:
        async for part in parts_:
            await send({"type": "http.response.body", "body": part, "more_body": True})


async def left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def end_streams_at_signals(board: Switchboard, loop: asyncio.AbstractEventLoop) -> None:
    """Streams would keep a server that was asked to end waiting; so they end with the signal that asks it."""
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def end(signum: int, frame: FrameType | None, before: Any = before) -> None:
            loop.call_soon_threadsafe(board.close)
            before(signum, frame)

        try:
            if callable(before):
                signal.signal(number, end)
        except ValueError:
            return  # not in the main thread: whoever runs the server there ends it in their own way
