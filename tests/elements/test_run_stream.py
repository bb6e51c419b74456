"""A run streams onto a page: each line once and in order, whatever happens to the connection."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.elements.scripted import ScriptedStream

pytestmark = pytest.mark.journey


def lines(page: Page) -> list[str]:
    return page.locator(".line:not(.head) .text").all_text_contents()


def begin(stream: ScriptedStream, run: str = "threads") -> None:
    stream.say(run, "starting")
    stream.say(run, "started", at=0.0, python="3.13.0", cores=2)


def finish(stream: ScriptedStream, run: str = "threads", *, outcome: str = "finished", exit_code: int = 0) -> None:
    figures = {"wall_seconds": 0.95, "cpu_seconds": 0.9, "peak_memory_bytes": 9_000_000, "detail": ""}
    stream.say(run, "end", outcome=outcome, exit_code=exit_code, **figures)


def test_lines_appear_while_the_run_goes_on_and_its_end_is_told(tab: Page, harness_site: str, stream: ScriptedStream):
    begin(stream)
    stream.say("threads", "stdout", at=0.32, text="page 1 parsed\n")
    tab.goto(f"{harness_site}/harness/submission/")
    expect(tab.locator(".line")).to_have_text(["0.32page 1 parsed"])
    expect(tab.locator(".var .chip")).to_have_text("Running")

    stream.say("threads", "stdout", at=0.5, text="page 2 parsed\n")
    finish(stream)
    stream.over()

    expect(tab.locator(".var .chip")).to_have_text("Finished")
    expect(tab.locator(".var-t")).to_have_text("0.95 s")
    assert lines(tab) == ["page 1 parsed", "page 2 parsed"]


def test_a_lost_connection_is_told_and_resumed_without_a_loss_or_a_double(
    tab: Page, harness_site: str, stream: ScriptedStream
):
    begin(stream)
    seen = stream.say("threads", "stdout", at=0.1, text="one\n")
    tab.goto(f"{harness_site}/harness/submission/")
    expect(tab.locator(".line")).to_have_count(1)
    stream.repeats = True
    stream.cut()
    expect(tab.get_by_text("Connection lost. The run goes on without you.")).to_be_visible()
    stream.say("threads", "stdout", at=0.2, text="two\n")
    tab.get_by_role("button", name="Try now").click()

    expect(tab.locator(".line")).to_have_count(2)
    expect(tab.get_by_text("Connection lost.")).to_be_hidden()
    assert lines(tab) == ["one", "two"]
    assert stream.asked[-1] == seen


def test_a_refused_address_is_renewed_at_once(tab: Page, harness_site: str, stream: ScriptedStream, asked: list[str]):
    stream.refuse(1)
    begin(stream)
    stream.say("threads", "stdout", at=0.1, text="one\n")
    tab.goto(f"{harness_site}/harness/submission/")

    expect(tab.locator(".line")).to_have_count(1)
    expect(tab.get_by_text("Connection lost.")).to_be_hidden()
    assert asked == ["renew"]
    assert all("403" in complaint for complaint in tab.complaints)
    tab.complaints.clear()


def test_a_second_attempt_clears_the_page_and_says_why(tab: Page, harness_site: str, stream: ScriptedStream):
    begin(stream)
    stream.say("threads", "stdout", at=0.1, text="of the first attempt\n")
    tab.goto(f"{harness_site}/harness/submission/")
    expect(tab.locator(".line")).to_have_count(1)
    stream.say("threads", "again", attempt=2, sentence="The machine was lost. The run begins anew.")
    stream.say("threads", "stdout", at=0.2, text="too late\n")
    stream.say("threads", "stdout", attempt=2, at=0.1, text="of the second attempt\n")

    expect(tab.locator(".line")).to_have_count(2)
    assert lines(tab) == ["The machine was lost. The run begins anew.", "of the second attempt"]


def test_what_a_program_prints_stays_text(tab: Page, harness_site: str, stream: ScriptedStream):
    begin(stream)
    stream.say("threads", "stdout", at=0.1, text="<img src=/x onerror=alert(1)>\0\x1b[31mred\n")
    tab.goto(f"{harness_site}/harness/submission/")

    expect(tab.locator(".line .text")).to_have_text("<img src=/x onerror=alert(1)>␀␛[31mred")
    assert tab.locator(".out img").count() == 0


def test_stop_is_asked_and_the_focus_stays(tab: Page, harness_site: str, stream: ScriptedStream, asked: list[str]):
    begin(stream)
    tab.goto(f"{harness_site}/harness/submission/")
    with tab.expect_response(re.compile("/stop/")):
        tab.get_by_role("button", name="Stop").click()

    assert asked == ["stop"]


def test_each_time_that_a_compared_program_is_run_is_told_with_a_clock_of_its_own(
    tab: Page, harness_site: str, stream: ScriptedStream
):
    begin(stream)
    stream.say("threads", "stdout", at=9.5, text="page 1 parsed\n")
    stream.say("threads", "execution", number=2, of=5, is_recorded=False)
    begin(stream)
    tab.goto(f"{harness_site}/harness/submission/")

    expect(tab.locator(".var .chip")).to_have_text("Timed run 2 of 5")
    expect(tab.locator('[data-part="time-words"]')).to_have_text(
        re.compile(r"^Timed run 2 of 5: [0-8]\.\d s of the 20 s")
    )
    stream.say("threads", "execution", number=0, of=0, is_recorded=True)
    begin(stream)
    expect(tab.locator(".var .chip")).to_have_text("Recording")
    expect(tab.locator('[data-part="time-words"]')).to_contain_text("Recording for the x-ray")
    assert lines(tab) == ["page 1 parsed"]


def test_whoever_listens_hears_once_that_a_compared_program_runs(tab: Page, harness_site: str, stream: ScriptedStream):
    tab.goto(f"{harness_site}/harness/submission/")
    begin(stream)
    announced = tab.locator('[data-part="announcement"]')
    expect(announced).to_have_text("Threads, 4 is running.")
    announced.evaluate("region => { region.textContent = '' }")

    stream.say("threads", "execution", number=2, of=5, is_recorded=False)
    begin(stream)

    expect(tab.locator(".var .chip")).to_have_text("Timed run 2 of 5")
    tab.wait_for_timeout(3500)
    expect(announced).to_be_empty()
