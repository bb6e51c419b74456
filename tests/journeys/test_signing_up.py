"""A visitor who wants to run their own code makes an account, and goes on at once with what they were doing."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Person
from sandbox.runs.models import Submission
from tests.journeys.demo_page import code, lines, open_demo, wait_until_over, write
from tests.people import PASSWORD

pytestmark = pytest.mark.journey
OWN = 'print("this one is mine")\n'


def ask_for_own_code(page: Page, site: str) -> None:
    """A visitor's program is refused, with the way to an account; the browser writes that answer to its console."""
    open_demo(page, site)
    write(page, OWN)
    page.get_by_role("button", name="Run this one").click()
    expect(page.get_by_text("Running your own code needs a free account")).to_be_visible()
    assert all("403" in complaint for complaint in page.complaints)
    page.complaints.clear()


def test_the_code_is_intact_and_the_run_begins_by_itself(page: Page, live_site: str):
    ask_for_own_code(page, live_site)
    page.locator("#refusal").get_by_role("link", name="Sign up").click()
    page.get_by_label("What should we call you?").fill("Ada")
    page.get_by_label("E-mail").fill("ada@interleave.test")
    page.get_by_label("Password, if you want one").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()

    wait_until_over(page)

    assert page.url == f"{live_site}/demos/sum-of-squares/"
    assert code(page) == OWN
    assert lines(page) == ["this one is mine"]
    assert Submission.objects.get().person == Person.objects.get()


def test_whoever_has_an_account_signs_in_and_goes_on_as_well_but_once(page: Page, live_site: str, ada: Person):
    ask_for_own_code(page, live_site)
    page.locator("#refusal").get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail").fill(ada.email)
    page.get_by_text("Use a password").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()

    wait_until_over(page)

    assert code(page) == OWN
    assert lines(page) == ["this one is mine"]
    page.reload()
    expect(page.locator("#run")).to_have_accessible_name(re.compile("Run all"))
    assert lines(page) == ["this one is mine"]
    assert Submission.objects.get().person == ada
