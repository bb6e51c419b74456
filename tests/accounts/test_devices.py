"""Who is signed in where is told, and ended on the server: the next request of such a device is a visitor's."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts import seeing
from accounts.models import Device, Person
from accounts.tasks import forget_sessions
from tests.people import PASSWORD

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:133.0) Gecko/20100101 Firefox/133.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1"


def signed_in(person: Person, user_agent: str = FIREFOX) -> Client:
    """A browser in which `person` has signed in by the page."""
    client = Client(headers={"User-Agent": user_agent})
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


@pytest.fixture
def laptop(ada: Person) -> Client:
    return signed_in(ada)


@pytest.fixture
def phone(ada: Person) -> Client:
    return signed_in(ada, PHONE)


def number_of(client: Client) -> int:
    return Device.objects.get(session_key=client.session.session_key).pk


def test_the_page_names_each_device_and_says_which_is_this_one(laptop: Client, phone: Client):
    page = laptop.get("/accounts/devices/").content.decode()

    assert "Firefox on Windows" in page
    assert "Safari on iPhone" in page
    assert page.count("This device") == 1
    assert page.index("Firefox on Windows") < page.index("This device")
    assert page.count(f"/accounts/devices/{number_of(phone)}/sign-out/") == 1
    assert f"/accounts/devices/{number_of(laptop)}/sign-out/" not in page


def test_of_a_device_no_address_and_no_wording_of_its_own_is_kept(laptop: Client):
    kept = {field.name for field in Device._meta.fields}

    assert kept == {"id", "person", "session_key", "name", "signed_in_at", "seen_at"}


def test_a_device_that_is_signed_out_is_a_visitor_on_its_next_request(laptop: Client, phone: Client):
    assert is_signed_in(phone)

    laptop.post(f"/accounts/devices/{number_of(phone)}/sign-out/")

    assert not is_signed_in(phone)
    assert is_signed_in(laptop)


def test_signing_out_a_device_twice_does_no_harm(laptop: Client, phone: Client):
    address = f"/accounts/devices/{number_of(phone)}/sign-out/"
    laptop.post(address)

    again = laptop.post(address, follow=True)

    assert "not signed in any more" in again.content.decode()


def test_everywhere_else_is_everywhere_else(ada: Person, barbara: Person, laptop: Client, phone: Client):
    unknown = Client()
    unknown.force_login(ada)
    Device.objects.filter(session_key=unknown.session.session_key).delete()  # as before there was a list
    other = signed_in(barbara)

    said = laptop.post("/accounts/devices/sign-out/", follow=True).content.decode()

    assert "Signed out on 2 other devices." in said
    assert not is_signed_in(phone)
    assert not is_signed_in(unknown)
    assert is_signed_in(laptop)
    assert is_signed_in(other)


def test_somebody_else_s_device_is_not_signed_out(mallory: Person, phone: Client):
    signed_in(mallory).post(f"/accounts/devices/{number_of(phone)}/sign-out/")

    assert is_signed_in(phone)


def test_somebody_else_s_devices_are_not_shown(mallory: Person, phone: Client):
    page = signed_in(mallory).get("/accounts/devices/").content.decode()

    assert "Safari on iPhone" not in page


def test_the_device_in_use_is_not_signed_out_by_its_number(laptop: Client):
    said = laptop.post(f"/accounts/devices/{number_of(laptop)}/sign-out/", follow=True)

    assert "This is the device you are using." in said.content.decode()


@pytest.mark.parametrize("address", ["/accounts/devices/sign-out/", "/accounts/devices/1/sign-out/"])
def test_looking_signs_nobody_out(laptop: Client, phone: Client, address: str):
    assert laptop.get(address).status_code == 405
    assert is_signed_in(phone)


def test_without_the_token_of_a_page_nothing_is_signed_out(laptop: Client, phone: Client, ada: Person):
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies = laptop.cookies

    assert stranger.post("/accounts/devices/sign-out/").status_code == 403
    assert is_signed_in(phone)


def test_who_signs_out_is_no_device_any_more(laptop: Client, phone: Client):
    phone.post("/accounts/logout/")

    assert "Safari on iPhone" not in laptop.get("/accounts/devices/").content.decode()
    assert Device.objects.count() == 1


def test_a_changed_password_leaves_one_device_where_it_was_changed(laptop: Client):
    new = "a semaphore and two events"
    laptop.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    page = laptop.get("/accounts/devices/").content.decode()

    assert page.count("Firefox on Windows</dt>") == 1


def test_a_session_that_has_run_out_is_no_device(laptop: Client, phone: Client):
    key = phone.session.session_key
    Session.objects.filter(session_key=key).update(expire_date=timezone.now() - timedelta(days=1))

    assert "Safari on iPhone" not in laptop.get("/accounts/devices/").content.decode()


def test_sessions_that_have_run_out_are_forgotten_and_no_other(laptop: Client, phone: Client):
    Session.objects.filter(session_key=phone.session.session_key).update(expire_date=timezone.now())

    forget_sessions()
    forget_sessions()

    assert list(Session.objects.values_list("session_key", flat=True)) == [laptop.session.session_key]
    assert [device.name for device in Device.objects.all()] == ["Firefox on Windows"]
    assert is_signed_in(laptop)


def test_when_a_device_was_in_use_is_noted_again_after_some_minutes(laptop: Client, monkeypatch: pytest.MonkeyPatch):
    first = Device.objects.get().seen_at
    laptop.get("/")
    assert Device.objects.get().seen_at == first

    monkeypatch.setattr(seeing, "NOTED_EVERY", timedelta(0))
    laptop.get("/")

    device = Device.objects.get()
    assert device.seen_at > first
    assert device.signed_in_at == first


def test_a_visitor_is_no_device(client: Client, db: None):
    client.get("/")
    client.get("/accounts/login/")

    assert not Device.objects.exists()
