"""The first operator comes from the command line, without a password on it."""

from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Person
from accounts.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_address(settings):
    settings.SITE_ADDRESS = "https://learn.example.org"


def create_operator(email: str, **options: str) -> str:
    said = StringIO()
    call_command("create_operator", email, stdout=said, **options)
    return said.getvalue()


def test_the_first_operator_is_made_without_a_password_and_gets_a_link():
    said = create_operator(" Grace@Example.org", name="Grace")

    grace = Person.objects.get()
    assert (grace.email, grace.name, grace.role) == ("grace@example.org", "Grace", Role.OPERATOR)
    assert not grace.has_usable_password()
    assert "https://learn.example.org/accounts/password/reset/key/" in said


def test_the_link_opens_a_page_that_asks_for_a_password(client: Client):
    link = create_operator("grace@example.org").split()[-1]

    response = client.get(urlsplit(link).path, follow=True)

    assert response.status_code == 200
    assert 'name="password1"' in response.content.decode()


def test_an_operator_is_left_as_they_are(grace: Person):
    password = grace.password

    said = create_operator(grace.email)

    grace.refresh_from_db()
    assert "already is an operator; nothing was changed" in said
    assert grace.password == password


def test_a_learner_becomes_an_operator_and_keeps_their_account(ada: Person):
    said = create_operator(ada.email)

    ada.refresh_from_db()
    assert ada.is_operator
    assert "until now a person with the role learner" in said


def test_what_is_no_address_is_refused_with_a_sentence():
    with pytest.raises(CommandError, match="“grace” is no e-mail address"):
        create_operator("grace")

    assert not Person.objects.exists()
