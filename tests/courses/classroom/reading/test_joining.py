"""A class is joined by its link or its code, and codes are not guessed."""

from urllib.parse import unquote

import pytest
from django.test import Client

from accounts.models import Person
from courses.content.models import Course
from courses.enrollment.classes import form_class


def test_a_class_is_joined_by_its_link_or_its_code_after_signing_in(client: Client, ada: Person, tea: Course):
    morning = form_class(tea, name="Morning")
    assert f"/join/{morning.code}/" in unquote(client.get(f"/join/{morning.code}/").url)

    client.force_login(ada)
    assert f'value="{morning.code}"' in client.get(f"/join/{morning.code}/").content.decode()
    assert client.post("/join/", {"code": morning.code}).url == "/courses/tea/"
    assert "in the class “Morning”" in client.get("/courses/tea/").content.decode()


@pytest.mark.parametrize("code", ["é", "Ⅷ²", "\x00", "../..", "-" * 300])
def test_whatever_a_visitor_types_leads_to_signing_up(client: Client, tea: Course, code: str):
    assert client.post("/join/", {"code": code}).status_code == 302


def test_codes_are_not_guessed_one_after_another(client: Client, ada: Person, tea: Course):
    client.force_login(ada)
    statuses = [client.post("/join/", {"code": f"GUESS{number}"}).status_code for number in range(12)]

    assert statuses == [422] * 10 + [429] * 2
