"""One site from its first check to its end: the place it runs in, what it stands on, and its parts."""

import asyncio
import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections

from operations.demo_people import NotOnlyHere, make_demo_people
from operations.embedded_redis import EmbeddedRedis
from operations.health import first_line
from operations.together import beforehand
from operations.together.beforehand import CannotStart
from operations.together.claim import InUse, claimed
from operations.together.conductor import Conductor
from operations.together.log import PrefixedLog
from operations.together.parts import Part, Place, redis_part, runner_part, site_environment, site_parts
from operations.together.welcome import welcome

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LONGEST_PARENT = 70


def run_site(port: int, log: PrefixedLog) -> int:
    """Runs everything until it is told to stop (0) or a part dies (1); raises CannotStart where nothing can start."""
    beforehand.check_settings()
    beforehand.check_port(port)
    with ExitStack() as stack:
        stack.enter_context(one_database(port, log))
        beforehand.check_database()
        place = Place(root=settings.ROOT, folder=stack.enter_context(private_folder()), port=port)
        parts = parts_of(place)
        has_demo_people = prepare(log)

        def when_ready(declined: Sequence[str]) -> None:
            can_run = "runner" not in declined
            log.tell(welcome(port, has_demo_people=has_demo_people, can_run_programs=can_run))

        try:
            return perform(Conductor(parts, place.root, log), when_ready)
        finally:
            close_the_database()


def close_the_database() -> None:
    """Come last and go: SQLite then folds its write-ahead log back in, also where a part was killed before it could."""
    with suppress(DatabaseError):
        connection.ensure_connection()
        connection.close()


def perform(conductor: Conductor, when_ready: Callable[[Sequence[str]], None]) -> int:
    try:
        return asyncio.run(conductor.perform(when_ready=when_ready))
    finally:
        for number in SIGNALS:  # everything has ended; let nothing interrupt the tidying up
            signal.signal(number, signal.SIG_IGN)


@contextmanager
def one_database(port: int, log: PrefixedLog) -> Iterator[None]:
    """Holds the database; a second site beside the first gets an embedded one of its own."""
    holder, shared = f"Interleave on port {port}", "REDIS_URL" in os.environ
    with ExitStack() as stack:
        try:
            stack.enter_context(claimed(identity(), folder=settings.VAR, holder=holder, is_shared=shared))
        except InUse as other:
            if "DATABASE_URL" in os.environ:
                raise CannotStart(
                    f"The database {beforehand.database_name()} is in use by {other.holder}, with a Redis of its own.\n"
                    "Give this one another DATABASE_URL, or give both the same REDIS_URL."
                ) from None
            use_embedded_database(settings.VAR / f"interleave-{port}.sqlite3")
            stack.enter_context(claimed(identity(), folder=settings.VAR, holder=holder, is_shared=shared))
            log.said("up", f"{other.holder} uses the embedded database; this one keeps {beforehand.database_name()}")
        yield


def identity() -> str:
    return "\n".join(str(connection.settings_dict[name]) for name in ("ENGINE", "HOST", "PORT", "NAME"))


def use_embedded_database(path: Path) -> None:
    connection.close()  # whoever opened it before meant the other one
    os.environ["DATABASE_URL"] = f"sqlite:///{path}"  # for the parts
    connection.settings_dict["NAME"] = str(path)  # for this process, as Django's own test runner does it


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder that only its owner can enter and that goes at the end, with a name short enough for a Unix socket."""
    parent = tempfile.gettempdir()
    parent = parent if len(parent) <= LONGEST_PARENT else "/tmp"  # noqa: S108  (mkdtemp makes it private)
    with tempfile.TemporaryDirectory(prefix="interleave-", dir=parent, ignore_cleanup_errors=True) as name:
        yield Path(name)


def parts_of(place: Place) -> list[Part]:
    """All parts in the order of their start, with a Redis of our own unless one was given."""
    if given := os.environ.get("REDIS_URL"):
        beforehand.check_redis(given)
        return [runner_part(place), *site_parts(place, site_environment(place, given))]
    server = EmbeddedRedis(place.folder)
    return [redis_part(server), runner_part(place), *site_parts(place, site_environment(place, server.url))]


def prepare(log: PrefixedLog) -> bool:
    """Brings the database up to date, with the demo course and the demo people; true when the people are there."""
    log.said("up", "bringing the database up to date")
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        reason = first_line(error)
        raise CannotStart(
            f"The database {beforehand.database_name()} could not be brought up to date: {reason}"
        ) from None
    course = settings.ROOT / "courses" / "demo" / "python-advance"
    call_command("import_course", str(course), publish=True, keep_edits=True, stdout=log.stream_of("up"))
    try:
        make_demo_people()
    except NotOnlyHere as reason:
        log.said("up", str(reason))
        return False
    finally:
        connections.close_all()
    return True
