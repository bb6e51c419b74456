"""The home page makes its promise to everybody, with demos or without, and holds only links that lead somewhere."""

import re

from django.test import Client

from accounts.models import Person


def test_without_demos_it_says_how_they_come(client: Client, db: None):
    page = client.get("/").content.decode()

    assert "No demos yet" in page
    assert "manage.py import_course courses/demo" in page


def test_a_visitor_is_invited_and_a_person_is_not(client: Client, ada: Person):
    assert "Sign up to run your own code" in client.get("/").content.decode()

    client.force_login(ada)

    assert "Sign up" not in client.get("/").content.decode()


def test_every_link_on_it_leads_somewhere(client: Client, ada: Person):
    for _visit in ("as a visitor", "as Ada"):
        links = set(re.findall(r'<a [^>]*href="(/[^"#]*)', client.get("/").content.decode()))
        assert {link: client.get(link).status_code for link in links if client.get(link).status_code != 200} == {}
        client.force_login(ada)


def test_signing_in_from_a_page_leads_back_to_it(client: Client, db: None):
    page = client.get("/design/?part=2").content.decode()

    assert 'href="/accounts/login/?next=/design/%3Fpart%3D2"' in page
