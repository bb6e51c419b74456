"""Running a demo from its page: what is sent, what the button says, what survives."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.elements.scripted import ScriptedStream
from tests.elements.test_run_stream import begin, finish

pytestmark = pytest.mark.journey
LOOKS_AGAIN_AFTER_MILLISECONDS = 15_000
PLAIN = {"parameter-WORKERS": ["4"], "parameter-DELAY": ["200"], "parameter-MODE": ["calm"]}


@pytest.fixture
def demo(tab: Page, harness_site: str) -> Page:
    """The page of the demo, its editor there."""
    return opened(tab, harness_site)


def opened(tab: Page, site: str) -> Page:
    tab.goto(f"{site}/harness/demo/")
    expect(tab.get_by_role("textbox", name="Threads.")).to_be_visible()
    return tab


def write(page: Page, text: str) -> None:
    """Type at the end of the program that is shown."""
    page.get_by_role("textbox", name="Escape, then Tab").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def test_run_all_sends_every_program_as_authored(demo: Page, posted: list[dict[str, Any]]):
    demo.get_by_role("button", name="Run all").click()
    expect(demo.get_by_role("heading", name="Output")).to_be_visible()

    assert posted == [{**PLAIN, "variant": ["threads", "asyncio"]}]


def test_run_this_one_sends_the_program_that_is_shown(demo: Page, posted: list[dict[str, Any]]):
    demo.get_by_role("tab", name="asyncio").click()
    demo.get_by_role("button", name="Run this one").click()
    expect(demo.get_by_role("heading", name="Output")).to_be_visible()

    assert posted == [{**PLAIN, "variant": ["asyncio"]}]


def test_own_code_goes_along_and_the_rest_does_not(demo: Page, posted: list[dict[str, Any]]):
    write(demo, "\nprint('mine')")
    demo.keyboard.press("Control+Enter")
    expect(demo.get_by_role("heading", name="Output")).to_be_visible()

    assert posted[0]["source-threads"][0].endswith("print('mine')")
    assert "source-asyncio" not in posted[0]


def test_run_becomes_stop_in_its_place_and_keeps_the_focus(demo: Page, stream: ScriptedStream, asked: list[str]):
    demo.get_by_role("button", name="Run all").focus()
    demo.keyboard.press("Enter")
    begin(stream)
    expect(demo.locator("#run")).to_have_text("StopEsc")
    expect(demo.locator(".var .chip")).to_have_text("Running")
    with demo.expect_response("**/stop/"):
        demo.keyboard.press("Escape")
    finish(stream, outcome="stopped", exit_code=-9)
    stream.over()

    expect(demo.locator("#run")).to_have_text("Run allCtrl ⏎")
    expect(demo.locator("#run")).to_be_focused()
    assert "stop" in asked


def test_a_run_that_is_over_before_htmx_has_settled_brings_its_results(demo: Page, stream: ScriptedStream):
    demo.evaluate("htmx.config.defaultSettleDelay = 500")  # 20 on a quiet machine, more on one that has much to do
    begin(stream)
    finish(stream)
    stream.over()

    with demo.expect_response("**/results/"):
        demo.get_by_role("button", name="Run all").click()


def test_the_results_are_brought_once_for_each_end(demo: Page, stream: ScriptedStream, asked: list[str]):
    with demo.expect_response("**/results/"):
        demo.get_by_role("button", name="Run all").click()
        begin(stream)
        finish(stream)
    stream.over()
    expect(demo.locator('run-stream[data-over="yes"]')).to_be_attached()
    demo.wait_for_function("!document.querySelector('.htmx-request, .htmx-settling')")

    assert asked.count("results") == 1


def test_an_end_that_was_not_heard_is_made_up_for(demo: Page, stream: ScriptedStream):
    begin(stream)
    stream.over()

    with demo.expect_response("**/results/"):
        demo.get_by_role("button", name="Run all").click()


def test_a_double_click_runs_once_and_stops_nothing(demo: Page, posted: list[dict[str, Any]], asked: list[str]):
    demo.get_by_role("button", name="Run all").dblclick()
    expect(demo.get_by_role("heading", name="Output")).to_be_visible()

    assert len(posted) == 1
    assert "stop" not in asked


def test_stop_before_the_answer_has_come_stops_the_run_that_comes(demo: Page, asked: list[str]):
    demo.keyboard.press("Control+Enter")
    demo.keyboard.press("Escape")

    with demo.expect_response("**/stop/"):
        expect(demo.get_by_role("heading", name="Output")).to_be_visible()


def test_escape_in_the_editor_opens_the_way_out_first_and_stops_only_then(
    demo: Page, stream: ScriptedStream, asked: list[str]
):
    begin(stream)
    demo.keyboard.press("Control+Enter")
    expect(demo.locator(".var .chip")).to_have_text("Running")
    demo.get_by_role("textbox", name="Threads.").click()
    demo.keyboard.press("Escape")
    demo.wait_for_timeout(100)
    assert "stop" not in asked

    demo.keyboard.press("Tab")
    expect(demo.get_by_role("textbox", name="Threads.")).not_to_be_focused()


def test_tab_indents(demo: Page):
    demo.get_by_role("textbox", name="Threads.").focus()
    demo.keyboard.press("Tab")

    expect(demo.locator(".cm-line").first).to_have_text("    # Threads")


def test_a_refusal_is_shown_and_nothing_is_lost(demo: Page, held: dict[str, Any]):
    held["refusal"] = (429, "You have three runs that have not ended. Stop one, or wait.")
    write(demo, "\nprint('mine')")
    demo.get_by_role("button", name="Run all").click()

    expect(demo.locator("#refusal")).to_have_text("You have three runs that have not ended. Stop one, or wait.")
    expect(demo.get_by_role("button", name="Run all")).to_be_enabled()
    expect(demo.locator(".cm-content")).to_contain_text("print('mine')")
    demo.complaints.clear()  # the browser's own note of the status


def test_the_wish_to_run_own_code_survives_signing_up(
    demo: Page, harness_site: str, held: dict[str, Any], posted: list[dict[str, Any]]
):
    held["refusal"] = (403, "Running your own code needs a free account.")
    write(demo, "\nprint('mine')")
    demo.get_by_role("button", name="Run this one").click()
    expect(demo.locator("#refusal")).to_contain_text("free account")
    demo.complaints.clear()
    del held["refusal"]
    held["owner"] = 7
    opened(demo, harness_site)

    expect(demo.get_by_role("heading", name="Output")).to_be_visible()
    runs = [each for each in posted if "variant" in each]
    assert runs[1]["variant"] == ["threads"]
    assert runs[1]["source-threads"][0].endswith("print('mine')")


def test_a_wish_without_an_account_runs_nothing(demo: Page, harness_site: str, held: dict[str, Any], posted):
    held["refusal"] = (403, "Running your own code needs a free account.")
    write(demo, "\nprint('mine')")
    demo.get_by_role("button", name="Run all").click()
    expect(demo.locator("#refusal")).to_contain_text("free account")
    demo.complaints.clear()
    opened(demo, harness_site)

    assert len(posted) == 1


def test_offline_the_button_says_so_and_comes_back(demo: Page, posted: list[dict[str, Any]]):
    demo.context.set_offline(True)
    expect(demo.locator("#run")).to_contain_text("Run, when online")
    expect(demo.get_by_text("You are offline. Your code is safe in this browser.")).to_be_visible()
    demo.locator("#run").click(force=True)
    demo.context.set_offline(False)

    expect(demo.locator("#run")).to_contain_text("Run all")
    demo.complaints.clear()  # the browser's own note that it asked in vain
    assert not posted


def test_while_the_sandbox_is_away_the_button_says_why_and_does_nothing(
    tab: Page, harness_site: str, held: dict[str, Any], posted: list[dict[str, Any]]
):
    held["capacity"] = SimpleNamespace(is_open=False, sentence="The sandbox is away just now.")
    demo = opened(tab, harness_site)
    demo.locator("#run").click(force=True)
    demo.keyboard.press("Control+Enter")

    expect(demo.locator("#run")).to_have_accessible_name("Run, when a machine is back")
    expect(demo.locator("#run")).to_have_accessible_description(re.compile("The sandbox is away just now."))
    assert not posted


def test_once_the_sandbox_is_back_the_page_lets_one_run_and_keeps_what_was_written(
    tab: Page, harness_site: str, held: dict[str, Any], posted: list[dict[str, Any]]
):
    held["capacity"] = SimpleNamespace(is_open=False, sentence="The sandbox is away just now.")
    tab.clock.install()
    demo = opened(tab, harness_site)
    write(demo, "# mine")
    del held["capacity"]
    demo.clock.run_for(LOOKS_AGAIN_AFTER_MILLISECONDS)

    expect(demo.get_by_text("The sandbox is away just now.")).to_be_hidden()
    demo.get_by_role("button", name="Run all").click()
    expect(demo.get_by_role("heading", name="Output")).to_be_visible()
    assert "# mine" in posted[0]["source-threads"][0]


def test_the_line_of_an_error_is_marked_until_the_text_changes(demo: Page, stream: ScriptedStream):
    demo.get_by_role("button", name="Run this one").click()
    begin(stream)
    trace = 'Traceback (most recent call last):\n  File "/tmp/main.py", line 3, in <module>\nValueError: no\n'
    stream.say("threads", "stderr", at=0.1, text=trace)
    finish(stream, outcome="error", exit_code=1)
    expect(demo.locator(".var .chip")).to_have_text("Exit 1")
    expect(demo.locator(".cm-errorLine")).to_have_count(1)

    write(demo, "#")
    expect(demo.locator(".cm-errorLine")).to_have_count(0)


def test_on_a_small_screen_a_link_leads_past_the_programs_to_the_output(demo: Page):
    demo.set_viewport_size({"width": 390, "height": 700})
    way = demo.get_by_role("link", name="See the output")
    expect(way).to_be_hidden()

    demo.get_by_role("button", name="Run all").click()
    output = demo.get_by_role("heading", name="Output")
    expect(output).not_to_be_in_viewport()
    way.click()

    expect(output).to_be_in_viewport()
