"""The right to listen: a signed token for one submission and one browser session, good for ten minutes."""

from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from sandbox.runs.models import Submission

SALT = "sandbox.runs.stream"
TOKEN_SECONDS = 600
STREAMS = "/runs/stream/"


class TokenRefused(Exception):
    """The token is garbled, too old, or of another browser; `sentence` says so without telling which."""

    sentence = "This address is no longer good. Ask for a new one."


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """What a token allows: to listen to `submission`. `owner` is whose streams are counted together."""

    submission: UUID
    owner: str


def stream_address(submission: Submission, request: HttpRequest) -> str:
    """Where this browser can listen to the submission for the next ten minutes. The caller has checked the asker."""
    claims = {"s": submission.id.hex, "o": submission.owner, "b": mark_of(request.session.session_key or "")}
    return STREAMS + quote(signing.dumps(claims, salt=SALT), safe=":")


def ticket_of(token: str, *, session_key: str) -> Ticket:
    """What the token allows to the browser that bears this session; raises TokenRefused."""
    try:
        claims = signing.loads(token, salt=SALT, max_age=TOKEN_SECONDS)
        if not session_key or not constant_time_compare(claims["b"], mark_of(session_key)):
            raise TokenRefused
        return Ticket(submission=UUID(claims["s"]), owner=claims["o"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        raise TokenRefused from None


def mark_of(session_key: str) -> str:
    """Recognises the session without giving its key away: addresses end up in places that cookies do not."""
    return salted_hmac(SALT, session_key, algorithm="sha256").hexdigest()[:32]
