"""What visitors of the site do again and again in a browser: sign in, and prove once more who they are."""

from playwright.sync_api import Page, expect

from accounts.models import Person
from tests.people import PASSWORD


def sign_in(page: Page, site: str, person: Person) -> None:
    """Signs `person` in through the page and leaves the browser at the home page."""
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_text("Use a password").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("#notices")).to_contain_text("You are signed in.")


def prove(page: Page, site: str) -> None:
    """Shows once more, by the password, that it is oneself; opens the pages that change a way in."""
    page.goto(f"{site}/accounts/reauthenticate/?next=/accounts/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(f"{site}/accounts/")
