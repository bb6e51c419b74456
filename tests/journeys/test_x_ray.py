"""A run is looked into: what its threads did while it went on, afterwards, closer, by keys alone, and as a file."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from accounts.models import Person
from tests.browser import faults_at_every_size, watched_page
from tests.journeys.demo_page import TEN_PAGES, choose, open_demo, wait_until_over, write
from tests.journeys.test_keyboard import tab_to
from tests.visits import sign_in

pytestmark = pytest.mark.journey

CONVOY = """\
import threading
import time

lock = threading.Lock()


def fetch():
    for _ in range(5):
        with lock:
            time.sleep(0.03)


threads = [threading.Thread(target=fetch, name=f"Worker {number}") for number in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def run_it(page: Page, site: str, person: Person, program: str) -> None:
    sign_in(page, site, person)
    open_demo(page, site)
    write(page, program)
    page.get_by_role("button", name="Run this one").click()
    wait_until_over(page)
    expect(page.locator("x-ray")).to_be_visible()


def lane(page: Page, name: str) -> Locator:
    return page.locator("x-ray .lane", has=page.get_by_text(name, exact=True))


def test_lanes_grow_while_the_program_runs_and_the_whole_stands_there_at_the_end(page: Page, live_site: str):
    open_demo(page, live_site, TEN_PAGES)
    choose(page, "Pages", 16)
    page.get_by_role("button", name="Run this one").click()

    expect(page.locator("x-ray-live .lane:not(.axis)").first).to_be_visible()
    wait_until_over(page)

    expect(page.locator("x-ray-live")).to_have_count(0)
    expect(page.get_by_role("heading", name="X-ray")).to_be_visible()


def test_a_lock_that_is_held_while_its_holder_sleeps_is_seen_and_named(page: Page, live_site: str, ada: Person):
    run_it(page, live_site, ada, CONVOY)

    expect(page.locator("x-ray .chip")).to_have_text(re.compile("Lock during I/O"))
    expect(page.locator("x-ray .finding")).to_contain_text("“lock”")
    for name in ("Worker 1", "Worker 2", "Worker 3"):
        expect(lane(page, name)).to_have_count(1)
    assert not faults_at_every_size(page)


def test_a_slice_is_found_pinned_and_looked_at_closer_by_keys_alone(page: Page, live_site: str, ada: Person):
    run_it(page, live_site, ada, CONVOY)
    detail = page.locator('x-ray [data-part="detail"]')

    tab_to(page, page.locator("x-ray .lane:not(.axis)").first)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(detail).to_contain_text(re.compile(r"\d\.\d+ s to \d\.\d+ s"))
    pinned = detail.inner_text()

    whole = page.locator("x-ray").get_attribute("data-to")
    page.keyboard.press("+")
    expect(page.locator("x-ray")).not_to_have_attribute("data-to", whole)
    page.keyboard.press("-")
    expect(page.locator("x-ray")).to_have_attribute("data-to", whole)
    page.keyboard.press("Escape")
    expect(detail).not_to_have_text(pinned)


def test_without_scripts_a_closer_window_is_a_link(page: Page, live_site: str, ada: Person, browser: Browser):
    run_it(page, live_site, ada, CONVOY)
    address = live_site + page.locator("run-stream").get_attribute("data-page")
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = watched_page(context)

    plain.goto(address)
    plain.get_by_role("link", name="100 ms").click()

    expect(plain).to_have_url(re.compile(r"\?from="))
    expect(plain.locator("x-ray .lane:not(.axis)").first).to_be_visible()
    assert not plain.complaints
    context.close()


def test_it_is_saved_for_other_programs(page: Page, live_site: str, ada: Person):
    run_it(page, live_site, ada, CONVOY)
    page.get_by_text("For other programs").click()

    with page.expect_download() as download:
        page.get_by_role("link", name="JSON").click()
    with page.expect_download() as picture:
        page.get_by_role("link", name="Save as PNG").click()

    assert json.loads(Path(download.value.path()).read_text())["traceEvents"]
    assert Path(picture.value.path()).read_bytes().startswith(b"\x89PNG")


def test_what_was_told_is_kept_and_opens_again_later(page: Page, live_site: str, ada: Person):
    run_it(page, live_site, ada, CONVOY)
    sentence = page.locator("x-ray .finding b").inner_text()

    page.goto(live_site + page.locator("run-stream").get_attribute("data-page"))

    expect(page.locator("x-ray .finding b")).to_have_text(sentence)
