"""What the tests of runs share: a runner that follows a script, an open sandbox, a way to ask for runs."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from pytest_django.fixtures import Settings

from accounts.models import Person
from sandbox.jobs import Job
from sandbox.runs.asking import Asker
from sandbox.runs.capacity import Capacity, announce
from sandbox.runs.models import Submission
from sandbox.runs.redis_connection import connection
from sandbox.runs.requests import Wanted, submit
from tests.sandbox.runs.processes import SiteProcess, start_web, start_worker
from tests.sandbox.runs.scripted_runner import ScriptedRunner

hypothesis.settings.register_profile("whatever else runs on this machine", deadline=None)
hypothesis.settings.load_profile("whatever else runs on this machine")

OPEN = Capacity(is_open=True, slots=2, cores=2, interpreters=("3.13.0",), default="3.13.0")


@pytest.fixture(autouse=True)
def an_empty_redis(redis_server: object) -> None:
    connection().flushdb()


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    """Whatever a test started is gone at its end; the web server of all tests was there before."""
    before = list(SiteProcess.started)
    yield
    for process in [each for each in SiteProcess.started if each not in before]:
        process.kill()


@pytest.fixture
def runner(tmp_path: Path, settings: Settings) -> Iterator[ScriptedRunner]:
    with ScriptedRunner(tmp_path / "runner.sock") as running:
        settings.RUNNER_SOCKET = str(running.path)
        yield running


@pytest.fixture
def an_open_sandbox(an_empty_redis: None) -> None:
    announce(OPEN)


def asker_of(person: Person | None = None, *, visitor: str = "", address: str = "192.0.2.1") -> Asker:
    return Asker(person=person, visitor=visitor, address=address)


def wanted(*sources: str, python: str | None = None) -> list[Wanted]:
    """One run for each source; its key is its number."""
    return [
        Wanted(key=str(number), label=f"variant {number}", job=Job(source, python=python))
        for number, source in enumerate(sources)
    ]


def ask(asker: Asker, *sources: str) -> Submission:
    return submit(wanted(*(sources or ("print(1)",))), asker=asker, subject="demo:test", title="A test")


@pytest.fixture
def worker(transactional_db: None, runner: ScriptedRunner) -> Iterator[SiteProcess]:
    """A real Celery worker with its children, on this test's rows, and on the scripted runner."""
    started = start_worker()
    yield started
    started.kill()


@pytest.fixture(scope="session")
def web(django_db_setup: None, redis_server: object) -> Iterator[int]:
    """The port of a real web server on the rows of the tests; one for all of them, since it keeps nothing."""
    started, port = start_web()
    yield port
    started.kill()
