"""Signing up takes an address; what one was doing goes on at once."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import Person
from accounts.roles import Role

ADA = {"name": "Ada", "email": "ada@interleave.test", "password1": ""}


def test_what_one_was_doing_goes_on_at_once(client: Client, db: None):
    response = client.post("/accounts/signup/", ADA | {"next": "/design/"})

    assert response["Location"] == "/design/"
    assert client.get("/design/").context["user"].email == "ada@interleave.test"


def test_a_foreign_address_to_go_on_at_is_not_followed(client: Client, db: None):
    response = client.post("/accounts/signup/", ADA | {"next": "https://mallory.example/"})

    assert response["Location"] == "/"


def test_the_way_from_signing_in_to_signing_up_keeps_where_one_was(client: Client, db: None):
    page = client.get("/accounts/login/?next=/design/").content.decode()

    assert 'href="/accounts/signup/?next=%2Fdesign%2F"' in page


def test_whoever_signs_up_is_a_learner_by_the_name_they_gave(client: Client, db: None):
    client.post("/accounts/signup/", ADA | {"role": Role.OPERATOR, "is_staff": "on"})

    ada = Person.objects.get()

    assert (ada.name, ada.role, ada.is_staff) == ("Ada", Role.LEARNER, False)


def test_whoever_gives_no_name_is_called_by_their_address(client: Client, db: None):
    client.post("/accounts/signup/", ADA | {"name": ""})

    assert Person.objects.get().name == "ada"


def test_a_password_is_no_duty(client: Client, db: None):
    client.post("/accounts/signup/", ADA)

    assert not Person.objects.get().has_usable_password()


def test_a_password_that_everybody_uses_is_refused_with_the_reason(client: Client, db: None):
    response = client.post("/accounts/signup/", ADA | {"password1": "password"})

    assert "This password is too common." in response.content.decode()
    assert not Person.objects.exists()


def test_an_address_with_an_account_is_sent_to_sign_in(client: Client, ada: Person):
    response = client.post("/accounts/signup/", ADA | {"email": "ADA@interleave.test"})

    assert "There is already an account with this e-mail address. Sign in with it instead." in response.content.decode()


def test_the_address_is_asked_to_confirm_itself_and_nothing_waits_for_it(client: Client, db: None):
    client.post("/accounts/signup/", ADA)

    assert [(message.subject, message.to) for message in mail.outbox] == [
        ("Confirm your e-mail address", ["ada@interleave.test"])
    ]
    assert not EmailAddress.objects.get().verified


def test_the_link_confirms_by_a_press_and_not_by_being_opened(client: Client, db: None):
    client.post("/accounts/signup/", ADA)
    link = next(line for line in mail.outbox[0].body.splitlines() if "/confirm-email/" in line)

    client.get(link)  # as the scanner of a mail provider does
    assert not EmailAddress.objects.get().verified
    client.post(link)

    assert EmailAddress.objects.get().verified


def test_a_class_of_forty_behind_one_address_signs_up_in_the_same_minute(db: None):
    for number in range(40):
        response = Client().post("/accounts/signup/", ADA | {"email": f"learner{number}@interleave.test"})
        assert response.status_code == 302


@pytest.mark.parametrize("email", ["", "ada", "ada@", "a" * 250 + "@interleave.test"])
def test_what_is_no_address_is_refused(client: Client, db: None, email: str):
    response = client.post("/accounts/signup/", ADA | {"email": email})

    assert response.status_code == 200
    assert 'aria-invalid="true"' in response.content.decode()
