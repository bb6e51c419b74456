"""Without JavaScript a demo runs as well: one sends the form, and reloads until the result stands."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import watched_page
from tests.journeys.demo_page import SUM_OF_SQUARES, TEN_PAGES, chips, choose, lines
from tests.sandbox.runs.processes import eventually

pytestmark = pytest.mark.journey


@pytest.fixture
def plain_page(browser: Browser, live_site: str) -> Iterator[Page]:
    """A tab that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    page = watched_page(context)
    yield page
    context.close()
    assert not page.complaints


def reloaded_is_over(page: Page) -> bool:
    page.reload()
    return page.locator('run-stream[data-over="yes"]').count() == 1


def test_a_demo_is_run_and_its_result_stands_after_a_reload(plain_page: Page, live_site: str):
    plain_page.goto(live_site + SUM_OF_SQUARES)
    choose(plain_page, "Numbers to add", 1_000_000)
    plain_page.get_by_role("group", name="Which one finishes first?").get_by_text("Processes").click()
    plain_page.get_by_role("button", name="Run all").click()
    expect(plain_page).to_have_url(re.compile("/runs/"))
    expect(plain_page.get_by_text("You predicted: Processes")).to_be_visible()

    eventually(lambda: reloaded_is_over(plain_page))

    expect(chips(plain_page)).to_have_text(["Finished"] * 4)
    assert lines(plain_page).count("sum: 333332833333500000") == 4
    expect(plain_page.locator(".bar")).to_have_count(4)


def test_stop_shows_what_was_stopped(plain_page: Page, live_site: str):
    plain_page.goto(live_site + TEN_PAGES)
    choose(plain_page, "Pages", 32)
    choose(plain_page, "Delay of a page, in ms", 400)  # long enough that even a busy machine shows it while it runs
    plain_page.get_by_role("button", name="Run all").click()
    expect(plain_page).to_have_url(re.compile("/runs/[^/]+/$"))
    plain_page.get_by_role("button", name=re.compile("Stop|Cancel")).click()  # as it runs already, or still waits
    expect(plain_page).to_have_url(re.compile("/runs/[^/]+/$"))

    eventually(lambda: reloaded_is_over(plain_page))

    expect(chips(plain_page)).to_have_text(["Stopped"] * 4)


def test_one_s_own_code_is_answered_with_the_way_to_an_account(plain_page: Page, live_site: str):
    plain_page.goto(live_site + SUM_OF_SQUARES)
    plain_page.get_by_label("Program: Sequential").fill("print('mine')")
    plain_page.get_by_role("button", name="Run all").click()

    expect(plain_page.get_by_text("Running your own code needs a free account")).to_be_visible()
    expect(plain_page.locator(".gate noscript")).to_be_visible()  # it says to copy the program
    expect(plain_page.get_by_text("Your program is kept in this browser")).to_be_hidden()
    expect(plain_page.get_by_label("Program: Sequential")).to_have_value("print('mine')")
    expect(plain_page.locator(".gate noscript")).to_be_visible()
    expect(plain_page.get_by_text("kept in this browser")).to_be_hidden()
    assert all("403" in complaint for complaint in plain_page.complaints)
    plain_page.complaints.clear()
