"""While a submission goes on, one picture grows: of the version that runs, and never of two."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.elements.scripted import ScriptedStream
from tests.elements.test_run_stream import begin, finish

pytestmark = pytest.mark.journey


@pytest.fixture
def growing(tab: Page, harness_site: str, held: dict[str, Any]) -> Locator:
    """The picture of a comparison of two versions that nobody has begun."""
    held |= {"labels": {"threads": "Threads, 4", "asyncio": "asyncio"}, "grows": True}
    tab.goto(f"{harness_site}/harness/submission/")
    return tab.locator("x-ray-live")


def tell(stream: ScriptedStream, run: str, *lanes: str) -> None:
    named = [[index, 0, "Main process", name] for index, name in enumerate(lanes)]
    stream.say(run, "timeline", lanes=named, slices=[[0, "cpu", 0, 5]], now=5)


def test_it_names_its_version_and_shows_no_lane_of_the_one_before(growing: Locator, stream: ScriptedStream):
    begin(stream)
    tell(stream, "threads", "Thread-1", "Thread-2")
    expect(growing.get_by_role("heading")).to_have_text("X-ray of Threads, 4, growing")
    expect(growing.locator(".nm .w")).to_have_text(["Thread 1", "Thread 2"])
    finish(stream)
    begin(stream, "asyncio")
    expect(growing).to_be_hidden()

    tell(stream, "asyncio", "MainThread")

    expect(growing.get_by_role("heading")).to_have_text("X-ray of asyncio, growing")
    expect(growing.locator(".nm .w")).to_have_text(["Main thread"])


def test_a_version_that_waits_changes_nothing(growing: Locator, stream: ScriptedStream):
    begin(stream)
    stream.say("asyncio", "queued", ahead=0)
    tell(stream, "threads", "Thread-1")
    stream.say("asyncio", "queued", ahead=0)
    tell(stream, "threads", "Thread-1")

    expect(growing.locator(".nm .w")).to_have_text(["Thread 1"])


def test_what_cannot_be_fetched_is_asked_for_again(
    growing: Locator, stream: ScriptedStream, held: dict[str, Any], asked: list[str], tab: Page
):
    held["refused_x_rays"] = 1
    begin(stream)
    tell(stream, "threads", "Thread-1")

    with tab.expect_response(lambda answer: answer.url.endswith("/x-ray/") and answer.ok):
        finish(stream)

    assert asked.count("x-ray") == 2
    expect(tab.get_by_text("The x-ray could not be fetched.")).to_be_hidden()
    tab.complaints.clear()  # the browser tells of the refusal as well


def test_when_it_never_comes_one_is_told_and_can_try_again(
    growing: Locator, stream: ScriptedStream, held: dict[str, Any], tab: Page
):
    held["refused_x_rays"] = 4
    begin(stream)
    tell(stream, "threads", "Thread-1")
    finish(stream)
    stream.over()
    expect(tab.get_by_text("The x-ray could not be fetched.")).to_be_visible(timeout=15_000)
    expect(growing.locator(".chip")).to_have_count(0)

    tab.get_by_role("button", name="Try again").click()

    expect(tab.get_by_text("The x-ray could not be fetched.")).to_be_hidden()
    tab.complaints.clear()
