"""The pages of a demo and of a run, in every state, at every size, by day and by night: no faults."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Person
from sandbox.runs.models import Submission
from tests.browser import faults_at_every_size
from tests.journeys.demo_page import TEN_PAGES, choose, open_demo, printed, wait_until_over, write
from tests.sandbox.runs.referred import loaded, recorded
from tests.visits import sign_in

pytestmark = pytest.mark.journey


def compare(page: Page, site: str) -> None:
    """A whole comparison, so quick that little is waited for."""
    open_demo(page, site)
    choose(page, "Numbers to add", 1_000_000)
    page.get_by_role("group", name="Which one finishes first?").get_by_text("Processes").click()
    page.get_by_text("2\u00d7", exact=True).click()
    page.get_by_role("button", name="Run all").click()
    wait_until_over(page)
    expect(page.locator(".bar")).to_have_count(4)
    page.locator("#results").get_by_text("Show as a table").click()


def test_a_demo_that_nobody_has_run(page: Page, live_site: str):
    open_demo(page, live_site)

    assert not faults_at_every_size(page)


def test_a_demo_that_runs(page: Page, live_site: str):
    open_demo(page, live_site, TEN_PAGES)
    choose(page, "Pages", 32)
    choose(page, "Delay of a page, in ms", 400)
    page.get_by_role("button", name="Run all").click()
    expect(printed(page).first).to_be_visible()

    def look() -> None:
        expect(page.locator('run-stream[data-over="no"]')).to_be_attached()

    assert not faults_at_every_size(page, look, is_moving=True)


def test_a_demo_that_has_run_and_its_run_s_own_page(page: Page, live_site: str):
    compare(page, live_site)
    assert not faults_at_every_size(page)

    page.goto(live_site + page.locator("run-stream").get_attribute("data-page"))
    assert not faults_at_every_size(page)


def test_a_comparison_with_a_reference_beside_it_and_the_reference_s_own_page(
    page: Page, live_site: str, tmp_path: Path
):
    compare(page, live_site)
    loaded(recorded(Submission.objects.get(), "--although-busy"), tmp_path)
    page.goto(live_site + page.locator("run-stream").get_attribute("data-page"))
    expect(page.get_by_role("heading", name="Beside it: Eight cores")).to_be_visible()
    assert not faults_at_every_size(page)

    page.get_by_role("link", name="Its x-ray").click()
    expect(page.locator("x-ray")).to_be_visible()
    assert not faults_at_every_size(page)


def test_a_program_that_has_run_with_several_numbers_of_workers(page: Page, live_site: str):
    open_demo(page, live_site)
    page.get_by_role("tab", name="Threads").click()
    choose(page, "Numbers to add", 1_000_000)
    page.get_by_role("button", name="1, 2, 4, 8 workers").click()
    wait_until_over(page)
    expect(page.get_by_role("heading", name="More workers, how much faster?")).to_be_visible()
    page.locator("#results").get_by_text("Show as a table").click()

    assert not faults_at_every_size(page)


def test_a_program_that_failed(page: Page, live_site: str, ada: Person):
    sign_in(page, live_site, ada)
    open_demo(page, live_site)
    write(page, "numbers = [1, 2, 3]\nprint(numbers[3])\n")
    page.get_by_role("button", name="Run this one").click()
    wait_until_over(page)
    page.get_by_text("Full traceback").click()

    assert not faults_at_every_size(page)


DEADLOCK = """\
import threading
import time

left, right = threading.Lock(), threading.Lock()


def philosopher(first, second):
    with first:
        time.sleep(0.1)
        with second:
            print("eats")


ada = threading.Thread(target=philosopher, args=(left, right), name="Ada")
barbara = threading.Thread(target=philosopher, args=(right, left), name="Barbara")
ada.start()
barbara.start()
ada.join()
"""


def test_a_program_whose_threads_wait_for_each_other(page: Page, live_site: str, ada: Person):
    sign_in(page, live_site, ada)
    open_demo(page, live_site)
    write(page, DEADLOCK)
    page.get_by_role("button", name="Run this one").click()
    wait_until_over(page)

    threads = page.get_by_role("list", name="Where each thread waits").get_by_role("listitem")
    both = re.compile(r"(Ada and Barbara|Barbara and Ada) wait on line 10: with second:")
    for words in (both, "MainThread waits on line 18: ada.join()"):
        expect(threads.filter(has_text=words)).to_have_count(1)
    page.get_by_text("Every call of every thread").click()
    assert not faults_at_every_size(page)


def test_the_way_to_an_account(page: Page, live_site: str):
    open_demo(page, live_site)
    write(page, "print('mine')\n")
    page.get_by_role("button", name="Run this one").click()
    expect(page.get_by_text("Running your own code needs a free account")).to_be_visible()
    page.complaints.clear()

    assert not faults_at_every_size(page)
