"""A passkey from end to end, in a real browser with an authenticator that Chromium plays."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Person
from tests.browser import faults_at_every_size
from tests.visits import prove, sign_in

pytestmark = pytest.mark.journey
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def site(live_site: str) -> str:
    """Browsers tie passkeys to a name, so the site is visited by its own."""
    return live_site.replace("127.0.0.1", "localhost")


def plug_in_authenticator(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def add_passkey(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/accounts/2fa/webauthn/add/")
    page.get_by_label("What to call it").fill(name)
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.locator("#notices")).to_contain_text("The passkey is added.")


def test_somebody_signs_up_without_a_password_and_comes_back_by_a_passkey(page: Page, site: str):
    plug_in_authenticator(page)
    page.goto(f"{site}/accounts/signup/?next=/design/")
    page.get_by_label("What should we call you?").fill("Ada")
    page.get_by_label("E-mail").fill("ada@interleave.test")
    page.get_by_role("button", name="Create the account").click()
    page.wait_for_url(f"{site}/design/")
    add_passkey(page, site, "Ada's engine")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()

    page.goto(f"{site}/accounts/login/?next=/design/")
    page.get_by_role("button", name="Continue with a passkey").click()

    page.wait_for_url(f"{site}/design/")
    expect(page.get_by_label("Your account: Ada")).to_be_visible()


def test_a_passkey_is_renamed_and_removed(page: Page, site: str, ada: Person):
    plug_in_authenticator(page)
    sign_in(page, site, ada)
    prove(page, site)
    add_passkey(page, site, "Engine")
    page.get_by_role("link", name="Rename Engine").click()
    page.get_by_label("Name").fill("Difference engine")
    page.get_by_role("button", name="Save the name").click()
    page.get_by_role("link", name="Remove Difference engine").click()
    page.get_by_role("button", name="Remove the passkey").click()

    expect(page.locator("#notices")).to_contain_text("The passkey is removed.")
    expect(page.get_by_role("main")).to_contain_text("You have none yet.")


def test_a_passkey_proves_who_one_is(page: Page, site: str, ada: Person):
    plug_in_authenticator(page)
    sign_in(page, site, ada)
    prove(page, site)
    add_passkey(page, site, "Engine")

    page.goto(f"{site}/accounts/2fa/webauthn/reauthenticate/?next=/accounts/name/")
    assert not faults_at_every_size(page)
    page.get_by_role("button", name="Use a passkey").click()

    page.wait_for_url(f"{site}/accounts/name/")


def test_without_a_passkey_it_is_said_and_the_other_ways_stay(page: Page, site: str):
    plug_in_authenticator(page)
    page.goto(f"{site}/accounts/login/")
    page.get_by_role("button", name="Continue with a passkey").click()

    expect(page.get_by_text("No passkey was given. Try again, or use another way in.")).to_be_visible()
    expect(page.get_by_role("button", name="Send me a code")).to_be_enabled()


def test_at_an_address_of_digits_the_page_says_where_passkeys_work(page: Page, live_site: str, site: str):
    page.goto(f"{live_site}/accounts/login/?next=/design/")

    expect(page.get_by_role("button", name="Continue with a passkey")).to_be_hidden()
    page.get_by_role("link", name="Open this page at localhost").click()

    page.wait_for_url(f"{site}/accounts/login/?next=/design/")
