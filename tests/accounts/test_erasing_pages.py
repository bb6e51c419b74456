"""The page that erases an account: asked by the right one, knowingly, and once."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import Person
from tests.accounts.belongings import owned
from tests.accounts.test_devices import PHONE, is_signed_in, signed_in

PAGE = "/accounts/data/erase/"


def test_the_only_owner_of_a_course_is_told_to_hand_it_over_and_nothing_is_lost(barbara: Person):
    course = owned(barbara)
    browser = signed_in(barbara)

    page = browser.get(PAGE).content.decode()
    answer = browser.post(PAGE, {"address": barbara.email})

    assert "You are the only owner of “All of Threads”." in page
    assert f"/admin/content/course/{course.pk}/change/" in page
    assert "<button" not in page.partition('id="first"')[2].partition("</section>")[0]
    assert answer.status_code == 409
    assert is_signed_in(browser)


def test_the_page_erases_signs_out_everywhere_and_says_so(ada: Person):
    laptop, phone = signed_in(ada), signed_in(ada, PHONE)

    last = laptop.post(PAGE, {"address": f" {ada.email.upper()} "}, follow=True)

    assert "Your account is erased" in last.content.decode()
    assert not Person.objects.exists()
    assert not is_signed_in(laptop)
    assert not is_signed_in(phone)
    assert not Session.objects.exclude(session_key=laptop.session.session_key).exists()


@pytest.mark.parametrize("typed", ["", "mallory@interleave.test", "ada", "ada@interleave.test.example"])
def test_without_one_s_address_typed_nothing_is_erased(ada: Person, typed: str):
    browser = signed_in(ada)

    assert browser.post(PAGE, {"address": typed}).status_code == 422
    assert is_signed_in(browser)


def test_without_a_recent_sign_in_nothing_is_erased(client: Client, ada: Person):
    client.force_login(ada)

    answer = client.post(PAGE, {"address": ada.email})

    assert answer["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Fdata%2Ferase%2F"
    assert is_signed_in(client)


def test_without_the_token_of_the_page_nothing_is_erased(ada: Person):
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies = signed_in(ada).cookies

    assert stranger.post(PAGE, {"address": ada.email}).status_code == 403
    assert Person.objects.exists()


def test_looking_erases_nothing(ada: Person):
    browser = signed_in(ada)

    assert browser.get(PAGE, {"address": ada.email}).status_code == 200
    assert is_signed_in(browser)


def test_nobody_erases_another(ada: Person, mallory: Person):
    signed_in(mallory).post(PAGE, {"address": ada.email, "person": ada.pk})

    assert set(Person.objects.all()) == {ada, mallory}


def test_the_form_sent_twice_erases_once_and_does_no_harm(ada: Person):
    browser = signed_in(ada)
    browser.post(PAGE, {"address": ada.email})

    assert browser.post(PAGE, {"address": ada.email})["Location"].startswith("/accounts/login/")
