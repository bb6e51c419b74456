"""In the queue a page says where one stands and about how long it takes; who waits cancels, who runs stops."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.elements.scripted import ScriptedStream
from tests.elements.test_run_stream import begin, finish

pytestmark = pytest.mark.journey


@pytest.fixture
def waiting(tab: Page, harness_site: str, stream: ScriptedStream) -> Page:
    """The page of a submission with two runs ahead, which will take about fourteen seconds."""
    stream.say("threads", "queued", attempt=0, ahead=2, about_seconds=14.0)
    tab.clock.install()
    tab.goto(f"{harness_site}/harness/submission/")
    expect(tab.get_by_role("button", name="Cancel")).to_be_visible()
    return tab


def place(page: Page) -> Locator:
    return page.locator('[data-part="queue-words"]')


def test_the_place_and_the_time_are_told_and_told_to_those_who_listen(waiting: Page):
    expect(waiting.get_by_text("Waiting for a machine")).to_be_visible()
    expect(place(waiting)).to_have_text("Two runs are ahead of yours. About 15 seconds.")
    expect(place(waiting)).to_have_role("status")
    expect(waiting.get_by_role("progressbar")).to_be_hidden()


def test_the_time_counts_down_in_steps_and_says_nothing_once_it_was_wrong(waiting: Page):
    expect(place(waiting)).to_have_text("Two runs are ahead of yours. About 15 seconds.")
    for words in ("About 10 seconds.", "About 5 seconds."):
        waiting.clock.fast_forward(5_000)
        expect(place(waiting)).to_have_text(f"Two runs are ahead of yours. {words}")

    waiting.clock.fast_forward(5_000)
    expect(place(waiting)).to_have_text("Two runs are ahead of yours.")


def test_a_new_place_takes_the_place_of_the_old_one(waiting: Page, stream: ScriptedStream):
    stream.say("threads", "queued", attempt=0, ahead=0)

    expect(place(waiting)).to_have_text("Yours is next.")


def test_as_it_begins_cancel_becomes_stop_and_the_clock_is_there(waiting: Page, stream: ScriptedStream):
    begin(stream)

    expect(waiting.get_by_role("button", name="Stop")).to_be_visible()
    expect(waiting.get_by_text("Waiting for a machine")).to_be_hidden()
    expect(waiting.get_by_role("progressbar")).to_be_visible()


def test_between_two_runs_of_a_comparison_it_is_still_stopped(tab: Page, harness_site: str, stream, held):
    held["labels"] = {"sequential": "Sequential", "threads": "Threads, 4"}
    begin(stream, "sequential")
    finish(stream, "sequential")
    stream.say("threads", "queued", attempt=0, ahead=1)
    tab.goto(f"{harness_site}/harness/submission/")

    expect(place(tab)).to_have_text("One run is ahead of yours.")
    expect(tab.get_by_role("button", name="Stop")).to_be_visible()


def test_the_button_that_runs_cancels_while_one_waits_and_keeps_the_focus(
    tab: Page, harness_site: str, stream: ScriptedStream, asked: list[str]
):
    stream.say("threads", "queued", attempt=0, ahead=2)
    tab.goto(f"{harness_site}/harness/demo/")
    expect(tab.get_by_role("textbox", name="Threads.")).to_be_visible()
    tab.get_by_role("button", name="Run all").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("#run")).to_have_text("CancelEsc")
    expect(tab.locator("#run")).to_be_focused()

    with tab.expect_response("**/stop/"):
        tab.keyboard.press("Escape")
    finish(stream, outcome="stopped", exit_code=-9)
    stream.over()

    expect(tab.locator("#run")).to_have_text("Run allCtrl ⏎")
    assert "stop" in asked
