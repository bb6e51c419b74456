"""Every way a request can fail has a page in our design that says what happened and what to do."""

import pytest
from django.test import Client, override_settings
from django.urls import path

from accounts.models import Person
from website import urls
from website.urls import handler400, handler403, handler404, handler429, handler500  # noqa: F401 (Django looks here)


def breaks(_request: object) -> None:
    raise RuntimeError("a mistake of ours")


urlpatterns = [*urls.urlpatterns, path("breaks/", breaks)]


def heading(response: object) -> str:
    return response.content.decode().partition("<h1>")[2].partition("</h1>")[0]


def test_an_address_that_leads_nowhere(client: Client, db: None):
    response = client.get("/no-such-page/")

    assert (response.status_code, heading(response)) == (404, "This page is not here")


def test_an_error_page_asks_the_database_nothing(client: Client, ada: Person, django_assert_num_queries: object):
    client.force_login(ada)

    with django_assert_num_queries(0):
        client.get("/no-such-page/")


def test_a_host_that_is_not_ours(client: Client):
    response = client.get("/", headers={"Host": "mallory.example"})

    assert (response.status_code, heading(response)) == (400, "This request was not understood")


def test_what_an_account_may_not_do(client: Client, db: None):
    without_any_way_to_prove_it = Person.objects.create_user("ada@interleave.test", name="Ada")
    client.force_login(without_any_way_to_prove_it)

    response = client.get("/accounts/reauthenticate/")

    assert (response.status_code, heading(response)) == (403, "This is not yours to open")


def test_a_form_without_its_token(db: None):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "ada@interleave.test"})

    assert (response.status_code, heading(response)) == (403, "This form was too old to send")


def test_too_many_tries(client: Client, db: None):
    with override_settings(ACCOUNT_RATE_LIMITS={"login": "1/m/ip"}):
        client.post("/accounts/login/", {"login": "ada"})
        response = client.post("/accounts/login/", {"login": "ada"})

    assert (response.status_code, heading(response)) == (429, "Too many tries in a short time")
    assert response["Retry-After"] == "60"


@override_settings(ROOT_URLCONF=__name__)
def test_a_mistake_of_ours(client: Client, db: None, caplog: pytest.LogCaptureFixture):
    client.raise_request_exception = False

    response = client.get("/breaks/?again=1")

    assert (response.status_code, heading(response)) == (500, "Something broke on our side")
    assert 'href="/breaks/?again=1"' in response.content.decode()
    assert [record.exc_info[0] for record in caplog.records] == [RuntimeError]


@override_settings(ROOT_URLCONF=__name__)
def test_an_error_page_has_its_security_headers(client: Client, db: None):
    client.raise_request_exception = False

    response = client.get("/breaks/")

    assert "default-src 'none'" in response["Content-Security-Policy"]
