"""Is it well: each part the site stands on, asked now, with a sentence where it does not answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from sandbox.runner.client import RunnerGone, about
from sandbox.runs.capacity import announced, capacity, offered_here
from sandbox.runs.housekeeping import looked_after_at
from sandbox.runs.moves import lanes_announced

ANSWER_SECONDS = 2.0
PATIENCE_WITH_HOUSEKEEPING = timedelta(seconds=30)
"""It comes every five seconds; a task that took longer than usual is no reason to wake anybody."""


@dataclass(frozen=True)
class Finding:
    """What one part answered. `is_needed` says whether the site can serve pages without it."""

    is_well: bool
    sentence: str
    is_needed: bool = True


def examine() -> Mapping[str, Finding]:
    """Asks each part in turn; takes at most some seconds when they hang."""
    return {name: ask() for name, ask in QUESTIONS.items()}


def ask_database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Finding(is_well=False, sentence=f"the database does not answer: {first_line(error)}")
    return Finding(is_well=True, sentence=connection.vendor)


def ask_migrations() -> Finding:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Finding(is_well=False, sentence=f"the database does not answer: {first_line(error)}")
    if waiting:
        return Finding(is_well=False, sentence=f"{len(waiting)} migrations wait: run manage.py migrate")
    return Finding(is_well=True, sentence="all applied")


def ask_redis() -> Finding:
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=ANSWER_SECONDS, socket_timeout=ANSWER_SECONDS
        ) as client:
            client.ping()
    except redis.RedisError as error:
        return Finding(is_well=False, sentence=f"Redis does not answer: {first_line(error)}")
    return Finding(is_well=True, sentence="answers")


def ask_runner() -> Finding:
    """The runner is not needed to serve pages: without it everything works but runs.

    Where the web server has no socket of its own, the workers' announcements say what their runners offer.
    """
    if not settings.RUNNER_SOCKET:
        offer = capacity()
        sentence = offer.sentence or f"{offer.slots} slots, as the workers announce"
        return Finding(is_well=offer.slots > 0, sentence=first_line(sentence), is_needed=False)
    try:
        answer = about(Path(settings.RUNNER_SOCKET), timeout=ANSWER_SECONDS)
    except RunnerGone as error:
        return Finding(is_well=False, sentence=first_line(error), is_needed=False)
    return Finding(is_well=True, sentence=f"{answer.slots} slots; {answer.walls}", is_needed=False)


def ask_workers() -> Finding:
    """By what they announce every two seconds: to ask them themselves would cost a second of waiting for each look."""
    try:
        hosts = len(announced())
    except redis.RedisError as error:
        return Finding(is_well=False, sentence=f"Redis does not answer: {first_line(error)}", is_needed=False)
    if not hosts:
        return Finding(is_well=False, sentence="no worker of runs says that it is there", is_needed=False)
    return Finding(is_well=True, sentence=f"on {hosts} host{'' if hosts == 1 else 's'}", is_needed=False)


def ask_moves() -> Finding:
    """Whether somebody plays moves of the race lab: a worker, with a runner that has a lane for them."""
    try:
        lanes = lanes_announced()
    except redis.RedisError as error:
        return Finding(is_well=False, sentence=f"Redis does not answer: {first_line(error)}", is_needed=False)
    if not lanes:
        sentence = "no worker of moves says that its runner has a lane for them"
        return Finding(is_well=False, sentence=sentence, is_needed=False)
    return Finding(is_well=True, sentence=f"{lanes} lane{'' if lanes == 1 else 's'}", is_needed=False)


def ask_housekeeping() -> Finding:
    """Beat and the background worker together: what was looked after lately has both."""
    try:
        last = looked_after_at()
    except redis.RedisError as error:
        return Finding(is_well=False, sentence=f"Redis does not answer: {first_line(error)}", is_needed=False)
    if last is None:
        sentence = "nobody has looked after runs within an hour: are beat and worker-background up?"
        return Finding(is_well=False, sentence=sentence, is_needed=False)
    ago = timezone.now() - last
    sentence = f"looked after runs {max(0, round(ago.total_seconds()))} s ago"
    return Finding(is_well=ago < PATIENCE_WITH_HOUSEKEEPING, sentence=sentence, is_needed=False)


def ask_tier() -> Finding:
    """How strong the walls around programs are together, as the runner has tested them."""
    offer = offered_here() if settings.RUNNER_SOCKET else capacity()
    sentence = offer.tier or first_line(offer.sentence or "no runner has said")
    return Finding(is_well=bool(offer.tier), sentence=sentence, is_needed=False)


def first_line(reason: Exception | str) -> str:
    return (str(reason).strip().splitlines() or [type(reason).__name__])[0]


QUESTIONS: Mapping[str, Callable[[], Finding]] = {
    "database": ask_database,
    "migrations": ask_migrations,
    "redis": ask_redis,
    "runner": ask_runner,
    "tier": ask_tier,
    "workers": ask_workers,
    "moves": ask_moves,
    "housekeeping": ask_housekeeping,
}
