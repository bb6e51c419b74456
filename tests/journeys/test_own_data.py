"""By keyboard: another device is signed out, one's data are taken along, the account is erased."""

import json
import zipfile

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import Device, Person
from courses.flashcards.own import write
from tests.browser import faults_at_every_size
from tests.sandbox.runs.processes import eventually
from tests.visits import sign_in

pytestmark = pytest.mark.journey


def press(page: Page, role: str, name: str) -> None:
    """By the keyboard alone: the element takes the focus, and Enter presses it."""
    element = page.get_by_role(role, name=name)
    element.focus()
    expect(element).to_be_focused()
    page.keyboard.press("Enter")


def test_another_device_is_signed_out_and_is_a_visitor_from_then_on(
    page: Page, live_site: str, stranger: BrowserContext, ada: Person
):
    other = stranger.new_page()
    sign_in(other, live_site, ada)
    sign_in(page, live_site, ada)
    page.goto(live_site)
    page.keyboard.press("g")
    page.keyboard.press("a")
    expect(page).to_have_url(f"{live_site}/accounts/")
    press(page, "link", "Open the list of signed-in devices")
    expect(page.get_by_text("This device")).to_have_count(1)
    assert not faults_at_every_size(page)

    press(page, "button", "Sign out Chrome on Linux")
    expect(page.locator("#notices")).to_contain_text("That device is signed out.")
    expect(page.locator(".facts dt")).to_have_count(1)

    other.reload()
    expect(other.get_by_role("link", name="Sign in").first).to_be_visible()
    page.reload()
    expect(page.get_by_text("This device")).to_be_visible()


def test_everything_is_taken_along_and_then_erased(page: Page, live_site: str, ada: Person):
    write(ada, "What is a barrier?", "Where all wait for the last one.", [], now=timezone.now())
    sign_in(page, live_site, ada)
    page.goto(f"{live_site}/accounts/")
    press(page, "link", "Open the page of your data")
    page.get_by_text("What is in it").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The cards that you wrote or brought along.")).to_be_visible()
    assert not faults_at_every_size(page)

    with page.expect_download() as told:
        press(page, "button", "Make the file")
    archive = zipfile.ZipFile(told.value.path())
    assert [card["front"] for card in json.loads(archive.read("own-cards.json"))] == ["What is a barrier?"]
    assert ada.email in archive.read("README.txt").decode()

    press(page, "link", "Go to erasing")
    address = page.get_by_label("Your e-mail address")
    address.focus()
    page.keyboard.type("somebody@interleave.test")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This is not the address of this account.")).to_be_visible()
    page.complaints.clear()  # the browser notes the status of what was refused
    assert not faults_at_every_size(page)

    address.fill("")
    address.focus()
    page.keyboard.type(ada.email)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your account is erased")).to_be_visible()
    assert not faults_at_every_size(page)
    eventually(lambda: not Person.objects.filter(pk=ada.pk).exists())
    assert not Device.objects.exists()


def test_an_erasure_ends_what_is_still_open_elsewhere(
    page: Page, live_site: str, stranger: BrowserContext, ada: Person
):
    other = stranger.new_page()
    sign_in(other, live_site, ada)
    sign_in(page, live_site, ada)
    page.goto(f"{live_site}/accounts/data/erase/")
    page.get_by_label("Your e-mail address").fill(ada.email)
    press(page, "button", "Erase this account")
    expect(page.get_by_role("heading", name="Your account is erased")).to_be_visible()

    other.goto(f"{live_site}/accounts/")
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()


def test_settings_are_saved_by_keyboard(page: Page, live_site: str, ada: Person):
    sign_in(page, live_site, ada)
    page.goto(f"{live_site}/accounts/settings/")
    zone = page.get_by_label("Time zone")
    zone.focus()
    page.keyboard.type("Europe/Berl")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#notices")).to_contain_text("Saved.")
    expect(zone).to_have_value("Europe/Berlin")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("t")
    assert page.locator("html").get_attribute("data-theme") is None
