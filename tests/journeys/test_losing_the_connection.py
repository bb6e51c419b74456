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
from tests.sandbox.runs.processes import eventually
from tests.visits import sign_in

pytestmark = pytest.mark.journey

NUMBERS = 60
PROGRAM = f"""import time
for number in range({NUMBERS}):
    print("number", number, flush=True)
    time.sleep(0.1)
"""
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
    expect(counting.get_by_text(LOST)).to_be_visible()
    assert Run.objects.get().state == "running"
    journey_site.start_web()
    counting.context.set_offline(False)

    wait_until_over(counting)

    expect(counting.get_by_text(LOST)).to_be_hidden()
    assert lines(counting) == every_number_once()
    assert all("ERR_INTERNET_DISCONNECTED" in complaint for complaint in counting.complaints)
    counting.complaints.clear()


def test_a_page_that_is_loaded_again_in_the_middle(counting: Page):
    counting.reload()
    assert Run.objects.get().state == "running"

    wait_until_over(counting)

    assert lines(counting) == every_number_once()
    expect(counting.locator("#run-one")).to_have_accessible_name("Run this one")


def test_a_run_that_is_followed_at_its_own_address(counting: Page):
    counting.get_by_role("link", name="This run on its own page").click()
    expect(counting.get_by_role("heading", name="The program that was run")).to_be_visible()
    assert Run.objects.get().state == "running"

    wait_until_over(counting)

    assert lines(counting) == every_number_once()
    counting.go_back()
    expect(printed(counting)).to_have_text(every_number_once())


@pytest.fixture
def brittle_site(brittle_redis: BrittleRedis, live_site: str, runner_socket: Path) -> Iterator[JourneySite]:
    """A site beside the other one, on the same rows; its Redis can go and come back."""
    site = JourneySite(runner_socket)
    yield site
    site.end()


def test_a_redis_that_goes_and_comes_back_empty(
    page: Page, brittle_site: JourneySite, ada: Person, brittle_redis: BrittleRedis
):
    sign_in(page, brittle_site.address, ada)
    count(page, brittle_site.address)
    brittle_redis.kill()
    eventually(lambda: [line for line in brittle_site.web.said if "Redis is away" in line])
    assert Run.objects.get().state == "running"
    brittle_redis.start()

    wait_until_over(page)

    assert lines(page) == every_number_once()
