"""The site as people meet it: web server, worker of runs and sandbox are real processes, on the rows of the tests."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.test import TransactionTestCase
from playwright.sync_api import Browser, BrowserContext, expect

from courses.coursefiles.importing import import_course
from sandbox.runs.models import Run, Submission
from sandbox.runs.redis_connection import connection
from sandbox.runs.stopping import stop
from tests.courses.folders import DEMO_COURSE
from tests.journeys.site import JourneySite
from tests.sandbox.runs.processes import eventually

PATIENCE_MILLISECONDS = 30_000
"""Long: it bounds a promise that is broken, and says nothing about how fast it is kept."""


EMPTYING_TRIES = 5


@pytest.fixture(scope="package", autouse=True)
def patient_emptying() -> Iterator[None]:
    """Between two journeys the tables are emptied under a site that lives on.

    A request or a look for work that is on its way locks them in another order, and PostgreSQL ends one of both.
    """
    once = TransactionTestCase._fixture_teardown

    def several_times(self: TransactionTestCase) -> None:
        for _ in range(EMPTYING_TRIES - 1):
            with suppress(CommandError):
                return once(self)
        return once(self)

    TransactionTestCase._fixture_teardown = several_times
    yield
    TransactionTestCase._fixture_teardown = once


@pytest.fixture(scope="package")
def journey_site(django_db_setup: None, redis_server: object, runner_socket: Path) -> Iterator[JourneySite]:
    """One site for all journeys. It is gone before other tests come, for its worker would perform their runs."""
    connection().flushdb()
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    site = JourneySite(runner_socket)
    yield site
    site.end()
    expect.set_options(timeout=5_000)


@pytest.fixture
def live_site(transactional_db: None, journey_site: JourneySite) -> Iterator[str]:
    """Its address, with the demo course and nobody in it; whatever still runs at the end is stopped.

    And told: a worker that still writes would meet the emptying of the tables, and PostgreSQL ends one of both.
    """
    import_course(DEMO_COURSE, publish=True)
    yield journey_site.address
    for submission in Submission.objects.filter(over_at=None):
        stop(submission)
    eventually(lambda: not Run.objects.unended().exists() and not Submission.objects.untold().exists())


@pytest.fixture
def stranger(browser: Browser) -> Iterator[BrowserContext]:
    """Another browser, which knows nothing of the first one."""
    context = browser.new_context()
    yield context
    context.close()
