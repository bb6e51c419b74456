"""The demo course, imported, and a sandbox that says it has room."""

import pytest
from django.utils import timezone

from courses.content.facts.demos import DemoFacts
from courses.content.published import published_demo
from courses.coursefiles.importing import import_course
from sandbox.runs.asking import Asker
from sandbox.runs.capacity import Capacity, announce
from sandbox.runs.redis_connection import connection
from tests.courses.folders import DEMO_COURSE
from tests.people import Person


@pytest.fixture
def demo(db: None) -> DemoFacts:
    import_course(DEMO_COURSE, publish=True)
    found = published_demo("sum-of-squares", now=timezone.now())
    assert found
    return found


@pytest.fixture(autouse=True)
def no_worker(redis_server: object) -> None:
    """What another test announced is forgotten."""
    connection().flushdb()


@pytest.fixture
def a_sandbox(no_worker: None) -> None:
    """What a worker announces; nothing is run here."""
    announce(Capacity(is_open=True, slots=1, cores=2, interpreters=("3.13.0",), default="3.13.0"), host="here")


@pytest.fixture
def learner(ada: Person) -> Asker:
    return Asker(person=ada, visitor="", address="192.0.2.7")


@pytest.fixture
def visitor() -> Asker:
    return Asker(person=None, visitor="somebody", address="192.0.2.7")
