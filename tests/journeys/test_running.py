"""From home to a comparison that arrives as it happens; stopping it; opening it again."""

import re

import pytest
from playwright.sync_api import Page, expect

from sandbox.runs.models import Run, Submission
from tests.journeys.demo_page import TEN_PAGES, chips, choose, lines, open_demo, printed, wait_until_over
from tests.sandbox.runs.streams import streamed

pytestmark = pytest.mark.journey


def said(submission: Submission) -> str:
    return "".join(event.text for event in streamed(submission))


def test_the_first_line_is_read_before_the_last_one_exists(page: Page, live_site: str):
    page.goto(live_site)
    page.get_by_role("link", name="Ten pages from a slow server").click()
    choose(page, "Delay of a page, in ms", 400)
    page.get_by_role("button", name="Run all").click()

    expect(printed(page).first).to_contain_text("page-01: ")

    submission = Submission.objects.get()
    assert Run.objects.get(position=0).state == "running"
    assert "10 pages" not in said(submission)
    wait_until_over(page)
    assert lines(page)[10].startswith("10 pages, ")


def test_every_version_gets_its_chip_its_bar_and_words_for_how_it_compares(page: Page, live_site: str):
    page.goto(live_site)
    page.get_by_role("link", name="Run a demo").click()
    choose(page, "Numbers to add", 1_000_000)
    page.get_by_role("button", name="Run all").click()
    wait_until_over(page)

    expect(chips(page)).to_have_text(["Finished"] * 4)
    expect(page.locator(".bar > span:first-child")).to_have_text(
        ["Sequential", "Threads, 4", "Processes, 4", "asyncio"]
    )
    expect(page.locator(".bar em")).to_have_text([re.compile("s of CPU time")] * 4)
    compared = page.locator(".bar em", has_text=re.compile("faster|slower|about the same"))
    expect(compared).to_have_count(0 if page.get_by_text("The machine was busy.").is_visible() else 3)
    assert [line for line in lines(page) if line.startswith("sum: ")] == ["sum: 333332833333500000"] * 4


def test_stop_stops_and_the_focus_stays_on_the_button_that_runs_again(page: Page, live_site: str):
    open_demo(page, live_site, TEN_PAGES)
    choose(page, "Pages", 32)
    run = page.locator("#run")
    run.click()
    expect(printed(page).first).to_be_visible()
    expect(run).to_have_accessible_name(re.compile("Stop"))

    run.click()
    wait_until_over(page)

    expect(run).to_be_focused()
    expect(run).to_have_accessible_name(re.compile("Run all"))
    expect(page.locator(".verdict").first).to_contain_text("You stopped the run The output up to that point is kept.")
    expect(chips(page)).to_have_text(["Stopped"] * 4)
    assert "page-01: 1700 bytes" in lines(page)


def test_escape_stops_what_control_enter_began(page: Page, live_site: str):
    open_demo(page, live_site, TEN_PAGES)
    choose(page, "Pages", 32)
    page.keyboard.press("Control+Enter")
    expect(printed(page).first).to_be_visible()

    page.keyboard.press("Escape")
    wait_until_over(page)

    expect(page.get_by_text("You stopped the run")).to_be_visible()
    expect(page.get_by_label("Pages", exact=True)).to_be_focused()


def test_pressing_twice_runs_once(page: Page, live_site: str):
    open_demo(page, live_site)
    choose(page, "Numbers to add", 1_000_000)
    page.locator("#run").dblclick()
    wait_until_over(page)

    expect(chips(page)).to_have_text(["Finished"] * 4)
    assert Submission.objects.count() == 1
