"""From the address to a finished run without a mouse."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.demo_page import SUM_OF_SQUARES, code, editor, lines, open_demo, wait_until_over

pytestmark = pytest.mark.journey
STOPS = 60


def tab_to(page: Page, wanted: Locator) -> None:
    """Presses Tab until `wanted` has the focus."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached within {STOPS} stops")


def test_a_demo_is_found_set_and_run(page: Page, live_site: str):
    page.goto(live_site)
    tab_to(page, page.get_by_role("link", name="Run a demo"))
    page.keyboard.press("Enter")
    page.wait_for_url(live_site + SUM_OF_SQUARES)
    expect(editor(page)).to_be_visible()

    tab_to(page, page.get_by_role("spinbutton", name="Numbers to add"))
    page.keyboard.type("1000000")
    tab_to(page, page.get_by_role("button", name="Run this one"))
    page.keyboard.press("Enter")
    wait_until_over(page)

    assert lines(page)[-1] == "sum: 333332833333500000"
    expect(page.get_by_role("button", name="Run this one")).to_be_focused()


def test_who_tabs_across_the_page_passes_through_the_editor_and_changes_nothing(page: Page, live_site: str):
    open_demo(page, live_site)
    before = code(page)
    tab_to(page, editor(page))
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Reset code")).to_be_focused()
    assert code(page) == before


def test_once_one_types_the_tab_key_indents_and_escape_lets_go(page: Page, live_site: str):
    open_demo(page, live_site)
    tab_to(page, editor(page))
    page.keyboard.type("#")
    page.keyboard.press("Tab")
    expect(editor(page)).to_be_focused()

    page.keyboard.press("Escape")
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Reset code")).to_be_focused()


def test_arrows_choose_the_program(page: Page, live_site: str):
    page.goto(live_site + SUM_OF_SQUARES)
    tab_to(page, page.get_by_role("tab", name="Sequential"))
    page.keyboard.press("ArrowRight")

    expect(page.get_by_role("tab", name="Threads")).to_be_focused()
    expect(editor(page)).to_contain_text("threads of one process share the parts")
