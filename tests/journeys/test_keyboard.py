"""From the address to a finished run without a mouse."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.demo_page import SUM_OF_SQUARES, editor, lines, wait_until_over

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
    expect(page).to_have_url(live_site + SUM_OF_SQUARES)
    expect(editor(page)).to_be_visible()

    tab_to(page, page.get_by_role("spinbutton", name="Numbers to add"))
    page.keyboard.type("1000000")
    tab_to(page, page.get_by_role("button", name="Run this one"))
    page.keyboard.press("Enter")
    wait_until_over(page)

    assert lines(page)[-1] == "sum: 333332833333500000"
    expect(page.get_by_role("button", name="Run this one")).to_be_focused()


def test_the_editor_lets_go_after_escape_and_tab(page: Page, live_site: str):
    page.goto(live_site + SUM_OF_SQUARES)
    expect(editor(page)).to_be_visible()
    tab_to(page, editor(page))
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
