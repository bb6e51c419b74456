"""Time zone and letters are kept in the account, by the page and by the switch in the list of shortcuts."""

import pytest
from django.test import Client

from accounts.models import Person

PAGE = "/accounts/settings/"
LETTERS = "/accounts/settings/letters/"


@pytest.fixture
def signed_in(client: Client, ada: Person) -> Client:
    client.force_login(ada)
    return client


def test_the_page_keeps_both(signed_in: Client, ada: Person):
    signed_in.post(PAGE, {"time_zone": "Europe/Berlin"})  # a box without its tick is not sent

    ada.refresh_from_db()
    assert (ada.time_zone, ada.letters) == ("Europe/Berlin", "off")


def test_an_unknown_place_is_told_and_nothing_is_changed(signed_in: Client, ada: Person):
    answer = signed_in.post(PAGE, {"time_zone": "Mars/Phobos", "letters": "on"})

    ada.refresh_from_db()
    assert answer.status_code == 422
    assert "There is no such time zone." in answer.content.decode()
    assert (ada.time_zone, ada.letters) == ("", "")


def test_the_switch_keeps_the_letters(signed_in: Client, ada: Person):
    signed_in.post(LETTERS, {"letters": "off"})
    assert 'data-letters="off"' in signed_in.get("/").content.decode()

    signed_in.post(LETTERS, {"letters": "on"})
    assert 'data-letters="on"' in signed_in.get("/").content.decode()


@pytest.mark.parametrize("said", [{}, {"letters": ""}, {"letters": "perhaps"}])
def test_the_switch_refuses_what_is_neither(signed_in: Client, ada: Person, said: dict[str, str]):
    assert signed_in.post(LETTERS, said).status_code == 422

    ada.refresh_from_db()
    assert ada.letter_shortcuts is None


def test_looking_changes_nothing(signed_in: Client, ada: Person):
    assert signed_in.get(f"{LETTERS}?letters=off").status_code == 405
    signed_in.get(f"{PAGE}?time_zone=Europe/Berlin")

    ada.refresh_from_db()
    assert (ada.time_zone, ada.letters) == ("", "")


def test_a_visitor_has_no_settings_of_an_account(client: Client, db: None):
    assert client.post(LETTERS, {"letters": "off"})["Location"].startswith("/accounts/login/")
    assert "data-letters" not in client.get("/").content.decode()
