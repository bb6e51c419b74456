"""Much output, several versions, and what is over: the page stays readable, quick and the same."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from sandbox.jobs import Job
from sandbox.runs.models import Run
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.streaming.transcript import Entry, Transcript
from tests.browser import faults_at_every_size
from tests.elements.scripted import ScriptedStream
from tests.elements.test_run_stream import begin, finish, lines

pytestmark = pytest.mark.journey
TWO = {"sequential": "Sequential", "threads": "Threads, 4"}


def opened(tab: Page, site: str) -> Page:
    tab.goto(f"{site}/harness/submission/")
    return tab


def print_lines(stream: ScriptedStream, first: int, last: int, run: str = "threads") -> None:
    text = "".join(f"line {number}\n" for number in range(first, last + 1))
    stream.say(run, "stdout", at=0.1, text=text)


def over_and_done(*said: StreamedEvent) -> Run:
    kept = Transcript(run="threads", attempt=1)
    *first, last = [Entry(number + 1, f"1-{number}", each.payload()) for number, each in enumerate(said)]
    for entry in first:
        kept.add(entry)
    figures = {"outcome": "finished", "exit_code": 0, "wall_seconds": 0.95, "ended_at": datetime.now(UTC)}
    job = Job("").to_json()
    return Run(key="threads", label="Threads, 4", job=job, state="ended", transcript=kept.pack(also=last), **figures)


def said(channel: str, at: float, text: str) -> StreamedEvent:
    return StreamedEvent(run="threads", attempt=1, kind=channel, fields={"at": at, "text": text})


def test_a_flood_leaves_two_thousand_lines_in_the_page_and_the_rest_within_reach(
    tab: Page, harness_site: str, stream: ScriptedStream
):
    begin(stream)
    for first in range(1, 5001, 500):
        print_lines(stream, first, first + 499)
    page = opened(tab, harness_site)
    expect(page.get_by_text("5,000 lines")).to_be_visible()
    assert (page.locator(".line").count(), lines(page)[-1]) == (2000, "line 5000")
    page.get_by_role("button", name="Show earlier lines").click()

    assert (page.locator(".line").count(), lines(page)[0]) == (2000, "line 2001")
    page.get_by_role("button", name="Jump to latest").click()
    assert lines(page)[-1] == "line 5000"


def test_whoever_scrolls_up_stays_there_until_they_jump_to_the_latest(
    tab: Page, harness_site: str, stream: ScriptedStream
):
    begin(stream)
    print_lines(stream, 1, 100)
    page = opened(tab, harness_site)
    expect(page.get_by_text("Following the newest line")).to_be_visible()
    page.locator(".out").evaluate("pre => pre.scrollTo(0, 40)")
    expect(page.get_by_role("button", name="Jump to latest")).to_be_visible()
    print_lines(stream, 101, 101)
    expect(page.locator(".line")).to_have_count(101)
    assert page.locator(".out").evaluate("pre => pre.scrollTop") == 40
    page.get_by_role("button", name="Jump to latest").click()

    expect(page.get_by_text("Following the newest line")).to_be_visible()
    expect(page.locator(".out")).to_be_focused()


def test_a_line_that_has_no_end_yet_goes_on_where_it_stands(tab: Page, harness_site: str, stream: ScriptedStream):
    begin(stream)
    stream.say("threads", "stdout", at=0.1, text="working")
    page = opened(tab, harness_site)
    expect(page.locator(".line")).to_have_text(["0.10working"])
    stream.say("threads", "stderr", at=0.2, text="a warning\n")
    stream.say("threads", "stdout", at=0.3, text=" … done\n")

    expect(page.locator(".line")).to_have_text(["0.10working … done", "0.20error output: a warning"])


def test_the_output_of_one_version_can_be_seen_alone(tab: Page, harness_site: str, stream: ScriptedStream, held):
    held["labels"] = TWO
    for run in TWO:
        begin(stream, run)
        stream.say(run, "stdout", at=0.1, text=f"of {run}\n")
        finish(stream, run)
    page = opened(tab, harness_site)
    expect(page.locator(".line.head")).to_have_text(["Sequential", "Threads, 4"])
    page.get_by_role("button", name="Threads, 4").click()

    assert lines(page) == ["of threads"]
    expect(page.get_by_role("button", name="Threads, 4")).to_have_attribute("aria-pressed", "true")


def test_versions_show_who_runs_and_who_is_next(tab: Page, harness_site: str, stream: ScriptedStream, held):
    held["labels"] = {**TWO, "asyncio": "asyncio"}
    stream.say("sequential", "queued", ahead=2)
    page = opened(tab, harness_site)
    expect(page.get_by_text("Two runs are ahead of yours.")).to_be_visible()
    begin(stream, "sequential")

    expect(page.locator(".var .chip")).to_have_text(["Running", "Next", "Waiting"])
    expect(page.get_by_text("Running 1 of 3")).to_be_visible()


def test_what_those_who_listen_hear_is_short_and_ends_with_the_end(
    tab: Page, harness_site: str, stream: ScriptedStream
):
    page = opened(tab, harness_site)
    begin(stream)
    print_lines(stream, 1, 3)
    finish(stream)
    stream.over()

    expect(page.locator('[data-part="announcement"]')).to_have_text("Threads, 4: Finished, 0.95 s. The run is over.")
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "off")


def test_a_hidden_page_listens_to_nothing_and_misses_nothing(tab: Page, harness_site: str, stream: ScriptedStream):
    begin(stream)
    page = opened(tab, harness_site)
    expect(page.locator(".var .chip")).to_have_text("Running")
    turn(page, "hidden")
    print_lines(stream, 1, 2)
    page.wait_for_timeout(200)
    assert lines(page) == []
    turn(page, "visible")

    expect(page.locator(".line")).to_have_count(2)


def turn(page: Page, state: str) -> None:
    """Say to the page that its tab is hidden, or seen again: a headless browser never hides one by itself."""
    page.evaluate(
        """state => {
            Object.defineProperty(document, "hidden", { value: state === "hidden", configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        state,
    )


def test_a_run_that_is_no_longer_ones_own_says_so_and_is_left_alone(
    tab: Page, harness_site: str, stream: ScriptedStream, held, asked
):
    held["renewal_status"] = 404
    stream.refuse(1)
    page = opened(tab, harness_site)

    expect(page.get_by_text("This run cannot be seen from here any more.")).to_be_visible()
    assert asked == ["renew"]
    page.complaints.clear()


def test_earlier_output_that_is_gone_is_told(tab: Page, harness_site: str, stream: ScriptedStream):
    stream.add('event: cut\ndata: {"sentence": "Earlier output is no longer kept."}\n\n')
    print_lines(stream, 1, 1)
    page = opened(tab, harness_site)

    expect(page.locator(".line .text")).to_have_text(["Earlier output is no longer kept.", "line 1"])


def test_a_run_that_is_over_looks_as_it_did_when_it_ended(tab: Page, harness_site: str, stream: ScriptedStream, held):
    begin(stream)
    stream.say("threads", "stdout", at=0.1, text="a <b> \0 line\n")
    stream.say("threads", "stderr", at=0.2, text="a warning\n")
    finish(stream)
    stream.over()
    page = opened(tab, harness_site)
    expect(page.locator('run-stream[data-over="yes"]')).to_be_attached()
    shown = "pre => [...pre.children].map(line => line.outerHTML)"
    live = page.locator(".out").evaluate(shown)
    held["runs"] = [over_and_done(said("stdout", 0.1, "a <b> \0 line\n"), said("stderr", 0.2, "a warning\n"))]
    page = opened(page, harness_site)

    assert page.locator(".out").evaluate(shown) == live
    expect(page.locator(".var-t")).to_have_text("0.95 s")


def test_a_program_that_printed_nothing_says_so(tab: Page, harness_site: str, stream: ScriptedStream):
    begin(stream)
    finish(stream)
    stream.over()
    page = opened(tab, harness_site)

    expect(page.get_by_text("Nothing was printed")).to_be_visible()


def test_the_page_of_a_running_submission_has_no_faults_at_any_size(
    tab: Page, harness_site: str, stream: ScriptedStream, held
):
    held["labels"] = TWO
    tab.goto(f"{harness_site}/harness/demo/")
    tab.get_by_role("button", name="Run all").click()
    begin(stream, "sequential")
    print_lines(stream, 1, 60, run="sequential")
    stream.say("sequential", "stderr", at=0.2, text="RuntimeWarning: " + "a long line " * 30)
    expect(tab.locator(".line.stderr")).to_be_visible()

    assert not faults_at_every_size(tab)


def test_of_a_long_run_that_is_over_the_earlier_lines_come_when_asked_for(
    tab: Page, harness_site: str, stream: ScriptedStream, held, asked
):
    text = "".join(f"line {number}\n" for number in range(1, 2101))
    held["runs"] = [over_and_done(said("stdout", 0.1, text), said("stdout", 0.2, "the end\n"))]
    stream.say("threads", "stdout", at=0.1, text=text)
    stream.say("threads", "stdout", at=0.2, text="the end\n")
    stream.over()
    page = opened(tab, harness_site)
    assert (page.locator(".line").count(), lines(page)[0]) == (2000, "line 102")
    page.get_by_role("button", name="Show earlier lines").click()
    expect(page.get_by_text("2,101 lines")).to_be_visible()
    page.get_by_role("button", name="Show earlier lines").click()

    expect(page.locator(".line").first).to_contain_text("line 1")
    assert asked == ["renew"]
