"""Plays moves: the job goes to the lane of this host's runner, and what it printed to the one who waits for it."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from sandbox.events import End, Stdout
from sandbox.jobs import Job, JobRefused
from sandbox.runner.client import RunnerGone, Running, running
from sandbox.runs.moves import AWAY, MOVE_WAIT_SECONDS, REFUSED, Played, tell

logger = logging.getLogger(__name__)


class Table:
    """The moves that this process plays now: each is left when nobody waits for it any more, all when it ends."""

    def __init__(self) -> None:
        self.moves = 0
        self.running: set[Running] = set()
        self.is_closing = False
        self.changed = threading.Condition()

    @contextmanager
    def move(self) -> Iterator[None]:
        """Around a move and the telling of its answer."""
        with self.changed:
            self.moves += 1
        try:
            yield
        finally:
            with self.changed:
                self.moves -= 1
                self.changed.notify_all()

    @contextmanager
    def over(self, under_way: Running) -> Iterator[None]:
        """Hangs up within the block when it is time: RunnerGone is raised there then."""
        timer = threading.Timer(MOVE_WAIT_SECONDS, under_way.hang_up)
        timer.daemon = True
        timer.start()
        with self.changed:
            self.running.add(under_way)
            is_late = self.is_closing
        if is_late:
            under_way.hang_up()
        try:
            yield
        finally:
            timer.cancel()
            with self.changed:
                self.running.discard(under_way)

    def close(self, seconds: float) -> None:
        """Leaves every move, and waits for so long until all who wait have heard of it."""
        with self.changed:
            self.is_closing = True
            for each in self.running:
                each.hang_up()
            self.changed.wait_for(lambda: self.moves == 0, seconds)


table = Table()
"""The one of this process."""


def play(job: Job, token: str, socket: Path) -> None:
    """Plays the move and tells its answer. Without Redis nobody can hear it, and nobody waits."""
    with table.move():
        played = played_by(job, socket)
        try:
            tell(token, played)
        except redis.RedisError as error:
            logger.warning("the answer to a move was not told: %s", error)


def played_by(job: Job, socket: Path) -> Played:
    printed: list[str] = []
    try:
        with running(socket, job) as under_way, table.over(under_way):
            for event in under_way.events():
                if isinstance(event, Stdout):
                    printed.append(event.text)
                elif isinstance(event, End):
                    return Played(event.outcome, "".join(printed))
    except JobRefused as refused:
        return Played(REFUSED, refused.sentence)
    except RunnerGone as gone:
        logger.warning("a move was not played to its end: %s", gone)
    return Played(AWAY)
