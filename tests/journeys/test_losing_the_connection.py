"""Whoever loses the connection in the middle of a run misses nothing and reads nothing twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Person
from sandbox.runs.models import Run
from tests.brittle_redis import BrittleRedis
from tests.journeys.demo_page import lines, open_demo, printed, wait_until_over, write
from tests.journeys.site import JourneySite
from tests.visits import sign_in

pytestmark = pytest.mark.journey

NUMBERS = 60
PROGRAM = f"""import time
for number in range({NUMBERS}):
    print("number", number, flush=True)
    time.sleep(0.1)
"""
A_MOMENT_MILLISECONDS = 1500
LOST = "Connection lost. The run goes on without you."


@pytest.fixture
def counting(page: Page, live_site: str, ada: Person) -> Page:
    """Ada's tab, in which a program of hers counts and has come as far as three."""
    sign_in(page, live_site, ada)
    count(page, live_site)
    return page


def count(page: Page, site: str) -> None:
    open_demo(page, site)
    write(page, PROGRAM)
    page.get_by_role("button", name="Run this one").click()
    expect(printed(page).nth(3)).to_be_visible()


def every_number_once() -> list[str]:
    return [f"number {number}" for number in range(NUMBERS)]


def test_a_web_server_that_goes_and_comes_back(counting: Page, journey_site: JourneySite):
    journey_site.stop_web()
    expect(counting.get_by_text(LOST)).to_be_visible()
    assert Run.objects.get().state == "running"
    journey_site.start_web()

    wait_until_over(counting)

    expect(counting.get_by_text(LOST)).to_be_hidden()
    assert lines(counting) == every_number_once()
    assert all("ERR_CONNECTION_REFUSED" in complaint for complaint in counting.complaints)
    counting.complaints.clear()


def test_a_network_that_goes_and_comes_back(counting: Page, journey_site: JourneySite):
    counting.context.set_offline(True)  # refuses new connections; what is open has to be cut at the other end
    journey_site.stop_web()
    journey_site.start_web()
    expect(counting.get_by_text(LOST)).to_be_visible()
    assert Run.objects.get().state == "running"
    counting.context.set_offline(False)

    wait_until_over(counting)

    expect(counting.get_by_text(LOST)).to_be_hidden()
    assert lines(counting) == every_number_once()
    assert all("ERR_INTERNET_DISCONNECTED" in complaint for complaint in counting.complaints)
    counting.complaints.clear()


@pytest.fixture
def brittle_site(brittle_redis: BrittleRedis, live_site: str, runner_socket: Path) -> Iterator[str]:
    """The address of a site beside the other one, on the same rows; its Redis can go and come back."""
    site = JourneySite(runner_socket)
    yield site.address
    site.end()


def test_a_redis_that_goes_and_comes_back_empty(
    page: Page, brittle_site: str, ada: Person, brittle_redis: BrittleRedis
):
    sign_in(page, brittle_site, ada)
    count(page, brittle_site)
    brittle_redis.kill()
    page.wait_for_timeout(A_MOMENT_MILLISECONDS)
    assert Run.objects.get().state == "running"
    brittle_redis.start()

    wait_until_over(page)

    assert lines(page) == every_number_once()
