"""What can go wrong with a request, in words for people: what happened, then what to do."""

from dataclasses import dataclass
from http import HTTPStatus

import kombu.exceptions
import redis.exceptions
from django.db import OperationalError


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One kind of failure. `retry_seconds` is set where the same request is worth trying again."""

    status: HTTPStatus
    title: str
    sentence: str
    retry_seconds: int | None = None


BAD_REQUEST = Fault(
    status=HTTPStatus.BAD_REQUEST,
    title="This request was not understood",
    sentence="Something in it was malformed or too large. Nothing was changed. Go back, reload the page and try again.",
)
FORBIDDEN = Fault(
    status=HTTPStatus.FORBIDDEN,
    title="This is not yours to open",
    sentence="Your account may not do this. If you have another account, sign in with that one.",
)
STALE_FORM = Fault(
    status=HTTPStatus.FORBIDDEN,
    title="This form was too old to send",
    sentence="The page was opened before you signed in or out, or cookies are off. Nothing was sent. "
    "Go back, reload the page and send it again.",
)
NOT_FOUND = Fault(
    status=HTTPStatus.NOT_FOUND,
    title="This page is not here",
    sentence="The address may be old or mistyped, or it belongs to somebody else. Nothing of yours is lost.",
)
TOO_MANY_REQUESTS = Fault(
    status=HTTPStatus.TOO_MANY_REQUESTS,
    title="Too many tries in a short time",
    sentence="To keep accounts safe from guessing we wait a little now. Try again in a few minutes.",
    retry_seconds=60,
)
OURS = Fault(
    status=HTTPStatus.INTERNAL_SERVER_ERROR,
    title="Something broke on our side",
    sentence="It has been written to our log. What was saved before is safe, and your code is still in this browser.",
)

# --- trouble: a part of the site is away, and comes back -------------------------------------------

DATABASE_FULL = Fault(
    status=HTTPStatus.SERVICE_UNAVAILABLE,
    title="There is no room left to save this",
    sentence="The disk of the site is full. What was saved before is safe, and your code is still in this browser. "
    "Try again later; the people who run the site can see it in their log.",
    retry_seconds=60,
)
DATABASE_BUSY = Fault(
    status=HTTPStatus.SERVICE_UNAVAILABLE,
    title="The site was too busy to save this",
    sentence="Too many were writing at once, and yours had to give way. Nothing was changed. Try again in a moment.",
    retry_seconds=5,
)
DATABASE_AWAY = Fault(
    status=HTTPStatus.SERVICE_UNAVAILABLE,
    title="The site cannot reach its database",
    sentence="What was saved before is safe, and your code is still in this browser. Try again in a minute.",
    retry_seconds=30,
)
REDIS_AWAY = Fault(
    status=HTTPStatus.SERVICE_UNAVAILABLE,
    title="A part of the site is away",
    sentence="Running programs and signing in wait for it; reading works. Nothing was lost. Try again in a minute.",
    retry_seconds=30,
)

# https://www.sqlite.org/rescode.html: the primary code is the lowest byte.
SQLITE_TROUBLE = {
    5: DATABASE_BUSY,  # SQLITE_BUSY: locked by another process for longer than the time-out
    6: DATABASE_BUSY,  # SQLITE_LOCKED: locked within this process
    8: DATABASE_AWAY,  # SQLITE_READONLY
    10: DATABASE_AWAY,  # SQLITE_IOERR
    13: DATABASE_FULL,  # SQLITE_FULL
    14: DATABASE_AWAY,  # SQLITE_CANTOPEN
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html: the first two characters are the class.
POSTGRESQL_TROUBLE = {
    "08": DATABASE_AWAY,  # connection exception
    "40": DATABASE_BUSY,  # deadlock, serialization failure
    "53": DATABASE_AWAY,  # insufficient resources
    "55": DATABASE_BUSY,  # lock not available
    "57": DATABASE_AWAY,  # shut down by an operator, statement cancelled
    "58": DATABASE_AWAY,  # system error
}
POSTGRESQL_DISK_FULL = "53100"
UNKNOWN_STATE = "no driver that we know"
REDIS_ERRORS = (redis.exceptions.ConnectionError, redis.exceptions.TimeoutError, kombu.exceptions.OperationalError)


def trouble(error: BaseException | None) -> Fault | None:
    """The fault that `error` is when a part of the site is away; None for every mistake of ours.

    An OperationalError alone says too little: a missing table is one, too, and that is a mistake of ours.
    """
    if isinstance(error, OperationalError):
        return database_trouble(error.__cause__)
    return REDIS_AWAY if isinstance(error, REDIS_ERRORS) else None


def database_trouble(cause: BaseException | None) -> Fault | None:
    """The fault behind the driver's own error, by the code that SQLite or PostgreSQL gave it."""
    if (sqlite_code := getattr(cause, "sqlite_errorcode", None)) is not None:
        return SQLITE_TROUBLE.get(sqlite_code & 0xFF)
    state = getattr(cause, "sqlstate", UNKNOWN_STATE)
    if state is None:  # the server was not reached at all
        return DATABASE_AWAY
    return DATABASE_FULL if state == POSTGRESQL_DISK_FULL else POSTGRESQL_TROUBLE.get(state[:2])
