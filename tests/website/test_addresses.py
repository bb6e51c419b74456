"""The site answers at its addresses."""

from django.test import Client


def test_an_unknown_address_is_not_found(client: Client, db: None) -> None:
    assert client.get("/no-such-page/").status_code == 404
