"""What matters asks for a recent sign-in of everybody: also of those whom allauth could not ask again."""

import re
import time

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Person
from tests.accounts.test_devices import signed_in

DATA = "/accounts/data/"
AGAIN = f"/accounts/prove/?next={DATA.replace('/', '%2F')}"


def age_the_proof(client: Client, seconds: int) -> None:
    session = client.session
    session["account_authentication_methods"] = [
        {**each, "at": time.time() - seconds} for each in session["account_authentication_methods"]
    ]
    session.save()


@pytest.fixture
def by_code(db: None) -> Person:
    """Somebody without password and passkey."""
    return Person.objects.create_user("code@interleave.test", name="Code")


def sign_in_by_code(client: Client, person: Person, then: str = "") -> str:
    """Where the browser comes out."""
    asked = client.post("/accounts/login/", {"login": person.email, "password": "", "next": then})
    page = client.get(asked["Location"]).content.decode()
    code = re.search(r"\b\d{6}\b", mail.outbox[-1].body).group()
    kept = re.search(r'name="next" value="([^"]*)"', page)
    fields = {"code": code, "next": kept.group(1) if then else ""}
    return client.post("/accounts/login/code/confirm/", fields)["Location"]


def test_a_sign_in_of_this_minute_is_proof_enough(ada: Person):
    assert signed_in(ada).get(DATA).status_code == 200


def test_an_old_one_is_not(ada: Person):
    browser = signed_in(ada)
    age_the_proof(browser, 3600)

    assert browser.get(DATA)["Location"] == f"/accounts/reauthenticate/?next={DATA.replace('/', '%2F')}"


def test_who_signs_in_by_codes_alone_is_asked_as_well(client: Client, by_code: Person):
    sign_in_by_code(client, by_code)
    assert client.get(DATA).status_code == 200

    age_the_proof(client, 3600)

    assert client.get(DATA)["Location"] == AGAIN


def test_they_sign_in_again_and_come_back(client: Client, by_code: Person):
    sign_in_by_code(client, by_code)
    age_the_proof(client, 3600)

    page = client.get(AGAIN).content.decode()
    login = client.post("/accounts/prove/", {"next": DATA})["Location"]

    assert f'value="{DATA}"' in page
    assert login == "/accounts/login/?next=%2Faccounts%2Fdata%2F"
    assert sign_in_by_code(client, by_code, DATA) == DATA


def test_looking_at_the_page_signs_nobody_out(ada: Person):
    browser = signed_in(ada)
    browser.get(AGAIN)

    assert browser.get(DATA).status_code == 200


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_it_leads_to_no_other_site(ada: Person, then: str):
    answer = signed_in(ada).post("/accounts/prove/", {"next": then})

    assert answer["Location"] == "/accounts/login/?next=%2Faccounts%2F"


def test_the_proof_of_one_person_is_not_that_of_the_next_in_the_same_browser(ada: Person, barbara: Person):
    browser = signed_in(ada)
    records = browser.session["account_authentication_methods"]
    browser.force_login(barbara)
    session = browser.session
    session["account_authentication_methods"] = records
    session.save()

    assert browser.get(DATA).status_code == 302
