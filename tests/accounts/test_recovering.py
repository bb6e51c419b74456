"""Whoever lost a password gets back in by a link; who changes a way in shows once more that it is theirs."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import Person
from tests.people import PASSWORD, make_person

NEW = "another lock and another queue"


def link_in(message: mail.EmailMessage) -> str:
    return re.search(r"http\S+/accounts/\S+/\S+", message.body)[0]


def test_a_link_sets_a_new_password_and_signs_in(client: Client, ada: Person):
    client.post("/accounts/password/reset/", {"email": ada.email})
    form = client.get(link_in(mail.outbox[0]), follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    ada.refresh_from_db()

    assert ada.check_password(NEW)
    assert client.get("/").context["user"] == ada
    assert mail.outbox[1].subject == "Your password was reset"


def test_a_link_that_was_used_says_so_and_offers_a_new_one(client: Client, ada: Person):
    client.post("/accounts/password/reset/", {"email": ada.email})
    ada.set_password(NEW)
    ada.save()

    page = client.get(link_in(mail.outbox[0])).content.decode()

    assert "This link has run out" in page
    assert 'href="/accounts/password/reset/"' in page


def test_whether_an_address_has_an_account_is_not_told_to_whoever_asks(client: Client, ada: Person):
    pages = [
        client.post("/accounts/password/reset/", {"email": email}, follow=True).content.decode().partition("<main")[2]
        for email in (ada.email, "nobody@interleave.test")
    ]

    assert pages[0] == pages[1]


def test_a_new_address_takes_effect_when_it_is_confirmed_and_the_old_one_hears_of_it(client: Client, ada: Person):
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
    client.post("/accounts/email/", {"action_add": "", "email": "countess@interleave.test"})
    ada.refresh_from_db()
    assert ada.email == "ada@interleave.test"

    client.post(link_in(mail.outbox[0]))
    ada.refresh_from_db()

    assert ada.email == "countess@interleave.test"
    assert ["ada@interleave.test"] in [message.to for message in mail.outbox[1:]]


def test_until_then_an_unconfirmed_address_stays_the_one_of_the_account(client: Client, ada: Person):
    client.force_login(ada)
    for email in ("countess@interleave.test", "lovelace@interleave.test"):
        client.post("/accounts/email/", {"action_add": "", "email": email})

    ada.refresh_from_db()
    page = client.get("/accounts/email/").content.decode().partition("<main")[2]

    assert ada.email == "ada@interleave.test"
    assert "lovelace@interleave.test" in page
    assert "countess@interleave.test" not in page


def test_a_change_under_way_can_be_called_off(client: Client, ada: Person):
    client.force_login(ada)
    client.post("/accounts/email/", {"action_add": "", "email": "countess@interleave.test"})
    client.post("/accounts/email/", {"action_remove": "", "email": "countess@interleave.test"})

    client.post(link_in(mail.outbox[0]))

    ada.refresh_from_db()
    assert ada.email == "ada@interleave.test"


def test_the_address_of_somebody_else_cannot_be_taken(client: Client, ada: Person, mallory: Person):
    client.force_login(mallory)

    response = client.post("/accounts/email/", {"action_add": "", "email": ada.email})

    assert "There is already an account with this e-mail address." in response.content.decode()
    assert not mail.outbox


def test_an_address_that_became_an_account_meanwhile_is_not_confirmed(client: Client, ada: Person):
    client.force_login(ada)
    client.post("/accounts/email/", {"action_add": "", "email": "barbara@interleave.test"})
    make_person("Barbara")

    response = client.post(link_in(mail.outbox[0]), follow=True)

    ada.refresh_from_db()
    assert ada.email == "ada@interleave.test"
    assert "That address belongs to another account, so it was not confirmed." in response.content.decode()


def test_changing_the_password_asks_for_the_one_before(client: Client, ada: Person):
    client.force_login(ada)

    refused = client.post(
        "/accounts/password/change/", {"oldpassword": "guess", "password1": NEW, "password2": NEW}
    ).content.decode()
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    ada.refresh_from_db()
    assert "This is not your current password." in refused
    assert ada.check_password(NEW)


def test_whoever_has_no_password_can_set_one(client: Client, db: None):
    person = Person.objects.create_user("ada@interleave.test", name="Ada")
    client.force_login(person)

    client.post("/accounts/password/set/", {"password1": NEW, "password2": NEW})

    person.refresh_from_db()
    assert person.check_password(NEW)


@pytest.mark.parametrize("address", ["/accounts/2fa/webauthn/add/"])
def test_an_old_session_alone_does_not_add_a_way_in(client: Client, ada: Person, address: str):
    client.force_login(ada)

    response = client.get(address)

    assert response["Location"] == f"/accounts/reauthenticate/?next={address.replace('/', '%2F')}"


def test_the_password_proves_it_and_leads_on(client: Client, ada: Person):
    client.force_login(ada)
    to_go_on = {"next": "/accounts/2fa/webauthn/add/", "password": PASSWORD}

    response = client.post("/accounts/reauthenticate/", to_go_on)

    assert response["Location"] == "/accounts/2fa/webauthn/add/"
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 200


def test_mails_are_plain_and_ours(client: Client, ada: Person):
    client.post("/accounts/password/reset/", {"email": ada.email})

    body = mail.outbox[0].body

    assert body.startswith("Hello,\n\nSomebody, most likely you, asked to reset")
    assert body.endswith("\n\nInterleave\nhttp://testserver/")
    assert not getattr(mail.outbox[0], "alternatives", [])
