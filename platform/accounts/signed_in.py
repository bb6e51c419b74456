"""Whoever is signed in."""

from django.http import HttpRequest

from accounts.models import Person


def person_of(request: HttpRequest) -> Person:
    """For views that ask for somebody who is: login_required stands before them."""
    assert isinstance(request.user, Person)
    return request.user


def person_or_none(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None
