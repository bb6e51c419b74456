"""Signing in by a code or a password; a passkey never stands in the way of either."""

import json
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from accounts.models import Person
from tests.people import PASSWORD

EMPTY = {"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}
PARTS = {"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA", "userHandle": "MQ"}
NO_PASSKEYS = ["", "x", "{}", "[]", "null", "7", '{"id": 1}', '{"response": {"userHandle": "MQ"}}', json.dumps(EMPTY)]
NO_PASSKEYS += [json.dumps(EMPTY | {"response": dict(list(PARTS.items())[:length])}) for length in range(1, 5)]


def code_in(message: mail.EmailMessage) -> str:
    return re.search(r"^\d{6}$", message.body, re.MULTILINE)[0]


def who(client: Client) -> str:
    return str(client.get("/").context["user"])


def test_an_empty_password_sends_a_code_that_signs_in_and_confirms_the_address(client: Client, ada: Person):
    EmailAddress.objects.create(user=ada, email=ada.email, primary=True)
    client.post("/accounts/login/?next=/design/", {"login": ada.email, "password": "", "next": "/design/"})
    response = client.post("/accounts/login/code/confirm/", {"code": code_in(mail.outbox[0]), "next": "/design/"})

    assert (response["Location"], who(client)) == ("/design/", "Ada")
    assert EmailAddress.objects.get(user=ada).verified


def test_a_wrong_code_signs_nobody_in_and_the_third_is_the_last(client: Client, ada: Person):
    client.post("/accounts/login/", {"login": ada.email})
    wrong = f"{(int(code_in(mail.outbox[0])) + 1) % 1_000_000:06}"

    first, *_others, last = [client.post("/accounts/login/code/confirm/", {"code": wrong}) for _try in range(3)]

    assert "That did not match. Look again, or ask for a new one." in first.content.decode()
    assert last["Location"] == "/accounts/login/code/"
    assert who(client) == "AnonymousUser"


def test_a_new_code_can_be_asked_for(client: Client, ada: Person):
    client.post("/accounts/login/", {"login": ada.email})

    client.post("/accounts/login/code/confirm/", {"action": "resend"})
    client.post("/accounts/login/code/confirm/", {"code": code_in(mail.outbox[1])})

    assert who(client) == "Ada"


def test_whether_an_address_has_an_account_is_told_to_its_owner_alone(client: Client, ada: Person):
    known = client.post("/accounts/login/", {"login": ada.email})
    unknown = Client().post("/accounts/login/", {"login": "nobody@interleave.test"})

    assert known["Location"] == unknown["Location"] == "/accounts/login/code/confirm/"
    assert mail.outbox[1].subject == "There is no account with this address"


def test_a_password_signs_in(client: Client, ada: Person):
    client.post("/accounts/login/", {"login": "ADA@interleave.test", "password": PASSWORD})

    assert who(client) == "Ada"


def test_a_wrong_password_says_that_a_code_does_as_well(client: Client, ada: Person):
    response = client.post("/accounts/login/", {"login": ada.email, "password": "guess"})

    assert "Leave the password empty to get a code by e-mail instead." in response.content.decode()


def test_after_five_wrong_passwords_even_the_right_one_waits(client: Client, ada: Person):
    for _guess in range(5):
        client.post("/accounts/login/", {"login": ada.email, "password": "guess"})

    response = client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})

    assert "Too many tries in a short time." in response.content.decode()


def test_a_passkey_is_one_way_in_and_no_second_lock(client: Client, ada: Person):
    Authenticator.objects.create(user=ada, type=Authenticator.Type.WEBAUTHN, data={"name": "A lost telephone"})

    client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})

    assert who(client) == "Ada"


def test_a_closed_account_is_told_so(client: Client, ada: Person):
    Person.objects.update(is_active=False)

    response = client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD}, follow=True)

    assert who(client) == "AnonymousUser"
    assert (
        "This account is closed" in response.content.decode() or "do not belong together" in response.content.decode()
    )


def test_signing_out_is_a_press_and_not_a_link(client: Client, ada: Person):
    client.force_login(ada)

    client.get("/accounts/logout/")
    assert who(client) == "Ada"
    client.post("/accounts/logout/")

    assert who(client) == "AnonymousUser"


@pytest.mark.parametrize("answer", NO_PASSKEYS)
def test_what_is_no_passkey_signs_nobody_in(client: Client, ada: Person, answer: str):
    client.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})

    response = client.post("/accounts/2fa/webauthn/login/", {"credential": answer})

    assert (response.status_code, who(client)) == (302, "AnonymousUser")
