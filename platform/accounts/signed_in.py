"""Whoever is signed in, for views that ask for somebody who is."""

from django.http import HttpRequest

from accounts.models import Person


def person_of(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # login_required stands before it
    return request.user
