"""Moves of the race lab: a click asks, waits, and has its answer. No row is written, and nothing of it is kept."""

import json
import secrets
import time
from dataclasses import asdict, dataclass
from functools import cache
from math import ceil
from typing import Any

import redis
from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError
from redis.backoff import NoBackoff
from redis.retry import Retry

from sandbox.events import Outcome
from sandbox.jobs import Job
from sandbox.runs.asking import Asker
from sandbox.runs.capacity import ANNOUNCED_SECONDS
from sandbox.runs.limiting import Rate
from sandbox.runs.redis_connection import ANSWER_SECONDS, connection
from sandbox.runs.refusals import CannotBeRun, MoveFailed, NoSandboxHere, QueueIsFull, TooManyRuns

PLAY, QUEUE = "runs.move", "moves"
MOVE_WAIT_SECONDS = 3.0
"""How long somebody waits for the answer to a click; a move nobody waits for any more is not played."""
WAITING_AT_MOST = 100
"""Moves of everybody in the queue: as many as one lane plays in the time that anybody waits."""
ANSWER_KEPT_SECONDS = 5
LANES = "moves:lanes"
DEAR_MOVE = 40
"""What a move costs that reached its time limit: it held the lane for about as long as so many others."""
REFUSED, AWAY = "refused", "away"
"""Ends of a move that no program has: the runner refused it, or there is none."""

NOBODY_PLAYS = "Moves cannot be played just now. Your program and your place in it are safe; try again in a minute."
TOO_MANY_WAIT = "Very many moves wait just now. Your place is kept; try the move again in a few seconds."
LATE = f"The move was not answered within {MOVE_WAIT_SECONDS:g} seconds. Your place is kept; try the move again."
TOO_LONG = (
    "This move took longer than half a second of computing, the most that a move may take. "
    "Give the program less to do between two steps, and explore it again."
)
FAILED = "The sandbox failed in this move; that is not your program's doing. Try the move again."
OTHERWISE = "The program did not come to an answer in this move. Explore it again; the answer says what it does."


@dataclass(frozen=True)
class Played:
    """How a move ended, an Outcome, REFUSED or AWAY; and what was printed, or the sentence of a refusal."""

    ended: str
    text: str = ""


def perform_move(job: Job, *, asker: Asker) -> str:
    """What the jail printed for this move. Raises a RunRefused with a sentence, after MOVE_WAIT_SECONDS at the latest.

    A Redis that hangs in the middle can add some seconds to that. Whose program it is, the caller has checked.
    """
    if not job.is_move:
        raise ValueError("only a move goes to the lane: make one with Job.as_move")
    give_up_at = time.monotonic() + MOVE_WAIT_SECONDS
    try:
        check_rate(asker)
        check_that_it_will_be_played()
        played = answer_to(send(job), give_up_at=give_up_at)
        if played and played.ended == Outcome.TIME_LIMIT:
            charge_for_a_dear_move(asker)
    except (redis.RedisError, OperationalError, OSError) as error:
        raise NoSandboxHere(NOBODY_PLAYS, retry_after=ANNOUNCED_SECONDS) from error
    return printed_in(played)


def check_rate(asker: Asker) -> None:
    for rate in rates_of(asker):
        if wait := ceil(rate.charge(1)):
            raise TooManyRuns(
                f"That is more than {rate.per_minute} moves in a minute. "
                f"Try again in {wait} second{'s' * (wait != 1)}; your place is kept.",
                retry_after=wait,
            )


def rates_of(asker: Asker) -> list[Rate]:
    """As for runs, and counted apart from them: an address counts for visitors only."""
    rates = [Rate(key=f"moves:rate:{asker.owner}", per_minute=settings.MOVES_PER_MINUTE_OF_A_PERSON)]
    if asker.crowd:
        rates.append(Rate(key=f"moves:rate:crowd-{asker.crowd}", per_minute=settings.MOVES_PER_MINUTE_OF_AN_ADDRESS))
    return rates


def charge_for_a_dear_move(asker: Asker) -> None:
    """As much as is left, where that is less: nobody pays who has nothing, and nobody plays on for nothing."""
    for rate in rates_of(asker):
        for _ in range(DEAR_MOVE - 1):
            if rate.charge(1):
                break


def check_that_it_will_be_played() -> None:
    """Refuse at once what would be waited for in vain. Raises RedisError."""
    client: Any = connection()
    lanes, waiting = client.pipeline(transaction=False).get(LANES).llen(QUEUE).execute()
    if not lanes:
        raise NoSandboxHere(NOBODY_PLAYS, retry_after=ANNOUNCED_SECONDS)
    if waiting >= WAITING_AT_MOST:
        raise QueueIsFull(TOO_MANY_WAIT, retry_after=ceil(MOVE_WAIT_SECONDS))


def announce_lanes(lanes: int) -> None:
    """Say for some seconds that moves are played here. Raises RedisError."""
    connection().set(LANES, lanes, ex=ANNOUNCED_SECONDS)


def lanes_announced() -> int:
    """How many moves at once a worker has said can be played; 0 where none is there. Raises RedisError."""
    client: Any = connection()
    return int(client.get(LANES) or 0)


def send(job: Job) -> str:
    """Queue the move; the token under which its answer will be found. Nobody performs it once nobody waits."""
    token = secrets.token_urlsafe(16)
    current_app.send_task(PLAY, args=[job.to_json(), token], queue=QUEUE, expires=MOVE_WAIT_SECONDS, ignore_result=True)
    return token


def answer_to(token: str, *, give_up_at: float) -> Played | None:
    """The answer as soon as it is there; None where it is late. Raises RedisError."""
    left = give_up_at - time.monotonic()
    found = patient(settings.REDIS_URL).blpop([answer_key(token)], timeout=left) if left > 0 else None
    return None if found is None else Played(**json.loads(found[1]))


def tell(token: str, played: Played) -> None:
    """Give the answer to whoever waits for it. Raises RedisError."""
    with connection().pipeline() as pipe:
        pipe.rpush(answer_key(token), json.dumps(asdict(played)))
        pipe.expire(answer_key(token), ANSWER_KEPT_SECONDS)
        pipe.execute()


def printed_in(played: Played | None) -> str:
    if played is None:
        raise MoveFailed(LATE, retry_after=1)
    match played.ended:
        case Outcome.FINISHED:
            return played.text
        case "refused":
            raise CannotBeRun(played.text)
        case "away":
            raise NoSandboxHere(NOBODY_PLAYS, retry_after=ANNOUNCED_SECONDS)
        case Outcome.TIME_LIMIT:
            raise CannotBeRun(TOO_LONG)
        case Outcome.SANDBOX_FAILURE:
            raise MoveFailed(FAILED, retry_after=1)
        case _:
            raise CannotBeRun(OTHERWISE)


def answer_key(token: str) -> str:
    return f"move:{token}"


@cache
def patient(url: str) -> Any:
    """A client that may wait longer for its answer than the others do."""
    return redis.Redis.from_url(
        url,
        socket_connect_timeout=ANSWER_SECONDS,
        socket_timeout=MOVE_WAIT_SECONDS + ANSWER_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
