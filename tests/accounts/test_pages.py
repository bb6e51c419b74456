"""Every page of accounts is ours, accessible and within its width; nothing in the console."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import get_resolver
from playwright.sync_api import Page

from accounts.models import Person
from tests.browser import faults_at_every_size
from tests.people import PASSWORD
from tests.visits import prove, sign_in

FOR_VISITORS = [
    "/accounts/login/?next=/design/",
    "/accounts/signup/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/done/",
    "/accounts/password/reset/key/1-no-such-key/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/no-such-key/",
    "/accounts/inactive/",
    "/accounts/erased/",
]
FOR_PEOPLE = [
    "/accounts/",
    "/accounts/name/",
    "/accounts/settings/",
    "/accounts/devices/",
    "/accounts/data/",
    "/accounts/data/erase/",
    "/accounts/prove/",
    "/accounts/email/",
    "/accounts/logout/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/webauthn/add/",
]
ONLY_POSTED = [
    "/accounts/settings/letters/",
    "/accounts/devices/sign-out/",
    "/accounts/data/take-along/",
]
TAKEN_TO_ANOTHER_PAGE = {
    "/accounts/2fa/": "/accounts/",
    "/accounts/2fa/webauthn/": "/accounts/",
    "/accounts/2fa/authenticate/": "/accounts/login/",
    "/accounts/2fa/reauthenticate/": "/accounts/reauthenticate/",
    "/accounts/2fa/webauthn/login/": "/accounts/login/",
    "/accounts/2fa/webauthn/reauthenticate/": "/accounts/reauthenticate/",  # for those without a passkey
    "/accounts/login/code/confirm/": "/accounts/login/code/",
    "/accounts/password/set/": "/accounts/password/change/",
}


def is_ours(page: str) -> bool:
    return '<main id="main"' in page and "site-header" in page


@pytest.mark.parametrize("address", FOR_VISITORS)
def test_a_visitors_page_is_in_our_design(client: Client, db: None, address: str):
    assert is_ours(client.get(address).content.decode())


@pytest.mark.parametrize("address", FOR_PEOPLE)
def test_a_persons_page_is_in_our_design(client: Client, ada: Person, address: str):
    proved(client, ada)

    assert is_ours(client.get(address).content.decode())


@pytest.mark.parametrize(("address", "other"), TAKEN_TO_ANOTHER_PAGE.items())
def test_an_address_without_a_page_leads_to_one(client: Client, ada: Person, address: str, other: str):
    if "password/set" in address or "reauthenticate" in address:
        client.force_login(ada)

    assert client.get(address)["Location"].partition("?")[0] == other


@pytest.mark.parametrize("address", ONLY_POSTED)
def test_what_changes_something_does_not_answer_to_looking(client: Client, ada: Person, address: str):
    proved(client, ada)

    assert client.get(address).status_code == 405


def test_no_address_of_accounts_is_forgotten():
    known = {
        address.partition("?")[0] for address in (*FOR_VISITORS, *FOR_PEOPLE, *ONLY_POSTED, *TAKEN_TO_ANOTHER_PAGE)
    }
    addresses = {"/accounts/" + str(pattern) for pattern in patterns_below("accounts/")}

    assert {each for each in addresses if not re.search(r"[(<]", each)} <= known


def patterns_below(prefix: str) -> set[str]:
    """The routes of all views below `prefix`, however deep they are included."""
    found: set[str] = set()
    todo = [("", each) for each in get_resolver().url_patterns if str(each.pattern) == prefix]
    while todo:
        before, each = todo.pop()
        path = before + ("" if str(each.pattern) == prefix else str(each.pattern))
        todo += [(path, inner) for inner in getattr(each, "url_patterns", [])]
        found |= set() if hasattr(each, "url_patterns") else {path}
    return found


def proved(client: Client, person: Person) -> None:
    """Signs in with the password, and shows a moment later that it is really them."""
    client.force_login(person)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


@pytest.mark.journey
def test_the_pages_of_visitors_have_no_faults_at_any_size(page: Page, live_site: str):
    faults = {address: faults_of(page, live_site + address) for address in FOR_VISITORS}

    assert not {address: found for address, found in faults.items() if found}


@pytest.mark.journey
def test_the_pages_of_a_person_have_no_faults_at_any_size(page: Page, live_site: str, ada: Person):
    EmailAddress.objects.create(user=ada, email=ada.email)
    EmailAddress.objects.create(user=ada, email="countess.of.lovelace@analytical-engine.interleave.test")
    sign_in(page, live_site, ada)
    prove(page, live_site)

    faults = {address: faults_of(page, live_site + address) for address in FOR_PEOPLE}

    assert not {address: found for address, found in faults.items() if found}


@pytest.mark.journey
def test_what_forms_refuse_has_no_faults_at_any_size(page: Page, live_site: str, ada: Person):
    page.goto(f"{live_site}/accounts/login/")
    page.get_by_label("E-mail").fill(ada.email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill("no code")
    page.get_by_role("button", name="Sign in").click()

    assert mail.outbox
    assert not faults_at_every_size(page)


def faults_of(page: Page, address: str) -> list[str]:
    page.goto(address)
    return faults_at_every_size(page)
