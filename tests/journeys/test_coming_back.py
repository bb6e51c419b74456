"""What was run and what was written is there when one comes back, and for nobody else."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.models import Person
from courses.classroom.models import Draft
from tests.browser import watched_page
from tests.journeys.demo_page import chips, choose, code, lines, open_demo, wait_until_over, write
from tests.visits import sign_in

pytestmark = pytest.mark.journey
OWN = 'print("this one is mine")\n'


def address_of_the_run(page: Page) -> str:
    return page.locator("run-stream").get_attribute("data-page")


def test_a_finished_run_opens_at_its_address_with_what_it_printed_and_for_nobody_else(
    page: Page, live_site: str, stranger: BrowserContext
):
    open_demo(page, live_site)
    choose(page, "Numbers to add", 1_000_000)
    page.get_by_role("button", name="Run all").click()
    wait_until_over(page)
    expect(page.locator(".bar")).to_have_count(4)
    seen = chips(page).all_inner_texts(), lines(page), page.locator(".bars").inner_text()

    page.goto(live_site + address_of_the_run(page))
    assert (chips(page).all_inner_texts(), lines(page), page.locator(".bars").inner_text()) == seen

    assert stranger.request.get(page.url).status == 404


def test_what_a_visitor_wrote_survives_a_reload_and_a_closed_browser(page: Page, live_site: str, browser: Browser):
    open_demo(page, live_site)
    write(page, OWN)
    page.reload()
    assert code(page) == OWN

    another_tab = watched_page(page.context)
    open_demo(another_tab, live_site)
    assert code(another_tab) == OWN

    reopened = browser.new_context(storage_state=page.context.storage_state())
    another_day = watched_page(reopened)
    open_demo(another_day, live_site)
    assert code(another_day) == OWN
    assert not another_tab.complaints + another_day.complaints
    reopened.close()


def test_what_a_person_wrote_follows_them_to_another_browser(
    page: Page, live_site: str, ada: Person, stranger: BrowserContext
):
    sign_in(page, live_site, ada)
    open_demo(page, live_site)
    with page.expect_response("**/drafts/sequential/"):
        write(page, OWN)

    elsewhere = watched_page(stranger)
    sign_in(elsewhere, live_site, ada)
    open_demo(elsewhere, live_site)

    assert code(elsewhere) == OWN
    assert not elsewhere.complaints


def test_reset_brings_the_author_s_code_back_and_it_stays(page: Page, live_site: str, ada: Person):
    sign_in(page, live_site, ada)
    open_demo(page, live_site)
    authored = code(page)
    with page.expect_response("**/drafts/sequential/"):
        write(page, OWN)
    with page.expect_response("**/drafts/sequential/forget/"):
        page.get_by_role("button", name="Reset code").click()
    assert code(page) == authored

    page.reload()

    assert code(page) == authored
    assert not Draft.objects.exists()
