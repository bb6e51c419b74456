"""What every page does: the theme stays, keys work, menus close; without scripts nothing is there in vain."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import Person
from tests.browser import faults_at_every_size, settle
from tests.visits import sign_in

pytestmark = pytest.mark.journey


def background(page: Page) -> str:
    settle(page)
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("address", ["/", "/design/"])
def test_a_page_has_no_faults_at_any_size(page: Page, live_site: str, address: str):
    page.goto(live_site + address)

    assert not faults_at_every_size(page)


def test_the_chosen_theme_survives_a_reload_and_is_there_before_anything_is_drawn(page: Page, live_site: str):
    page.emulate_media(color_scheme="light")
    page.goto(live_site)
    page.get_by_role("button", name="Switch to the dark theme").click()
    dark = background(page)

    # Scripts that are not yet loaded can colour nothing: what paints the page is the blocking one alone.
    page.route(re.compile(r"/main\.js"), lambda route: route.abort())
    page.reload()

    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert background(page) == dark
    page.complaints.clear()  # the script that this test withheld


def test_the_theme_follows_the_system_until_one_is_chosen(page: Page, live_site: str):
    page.emulate_media(color_scheme="light")
    page.goto(live_site)
    light = background(page)
    page.emulate_media(color_scheme="dark")

    expect(page.locator("body")).not_to_have_css("background-color", light)
    expect(page.get_by_role("button", name="Switch to the light theme")).to_be_visible()


def test_keys_show_their_list_and_do_what_it_says(page: Page, live_site: str):
    page.goto(f"{live_site}/design/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    expect(page.locator("html")).to_have_attribute("data-theme", re.compile("light|dark"))
    page.keyboard.press("g")
    page.keyboard.press("h")

    page.wait_for_url(f"{live_site}/")


def test_letters_are_no_shortcuts_while_one_types(page: Page, live_site: str):
    page.goto(f"{live_site}/accounts/login/")
    page.get_by_label("E-mail").press_sequentially("t?gh")

    assert page.locator("html").get_attribute("data-theme") is None
    expect(page.get_by_label("E-mail")).to_have_value("t?gh")


def test_letters_can_be_turned_off(page: Page, live_site: str):
    page.goto(live_site)
    page.keyboard.press("?")
    page.get_by_label("Single letters work as shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("t")

    assert page.locator("html").get_attribute("data-theme") is None


def test_letters_that_are_off_in_an_account_are_off_in_its_other_browsers(
    page: Page, live_site: str, browser: Browser, ada: Person
):
    sign_in(page, live_site, ada)
    page.keyboard.press("?")
    with page.expect_response(re.compile("/settings/letters/")):
        page.get_by_label("Single letters work as shortcuts").uncheck()

    with browser.new_context() as elsewhere:
        other = elsewhere.new_page()
        sign_in(other, live_site, ada)
        other.keyboard.press("t")
        assert other.locator("html").get_attribute("data-theme") is None


def test_a_browser_s_choice_becomes_the_account_s_where_that_has_none(page: Page, live_site: str, ada: Person):
    page.goto(live_site)
    page.keyboard.press("?")
    page.get_by_label("Single letters work as shortcuts").uncheck()
    with page.expect_response(re.compile("/settings/letters/")):
        sign_in(page, live_site, ada)

    ada.refresh_from_db()
    assert ada.letters == "off"


def test_the_first_tab_leads_past_the_header(page: Page, live_site: str):
    page.goto(live_site)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_the_account_menu_opens_and_closes_by_keyboard(page: Page, live_site: str, ada: Person):
    sign_in(page, live_site, ada)
    menu = page.get_by_label("Your account: Ada")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(menu).to_be_focused()


def test_on_a_phone_the_navigation_is_at_the_thumb(page: Page, live_site: str):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(live_site)

    bar = page.get_by_role("navigation", name="Main").bounding_box()

    assert bar["y"] + bar["height"] == 800
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Sign in")).to_be_visible()


def test_without_scripts_there_is_no_button_that_does_nothing(browser: Browser, live_site: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_site)

    expect(page.locator(".needs-script")).not_to_have_count(0)
    assert not [each for each in page.locator(".needs-script").all() if each.is_visible()]
    context.close()


def test_a_site_that_cannot_be_reached_says_so_and_keeps_the_page(page: Page, live_site: str):
    page.goto(live_site)
    page.context.set_offline(True)
    page.evaluate("htmx.ajax('GET', '/design/', '#promise').catch(() => {})")

    expect(page.locator("#notices")).to_contain_text("The site cannot be reached.")
    expect(page.locator("#promise")).to_have_text("See what your threads are really doing")
    page.complaints.clear()  # the lost connection that this test made


def test_where_motion_is_reduced_every_colour_changes_at_once(page: Page, live_site: str):
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(f"{live_site}/")
    page.evaluate(
        "changing = []; document.addEventListener('transitionrun', (event) => changing.push(event.propertyName))"
    )

    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    settle(page)

    assert page.evaluate("changing") == []
