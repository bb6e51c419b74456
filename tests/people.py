"""The cast of the tests: Ada learns, Barbara teaches, Grace operates, Mallory attacks."""

import pytest

from accounts.models import Person
from accounts.roles import Role

#: What each of them types when a test signs in through the page.
PASSWORD = "a lock, a queue and a barrier"


def make_person(name: str, *, role: Role = Role.LEARNER, password: str | None = PASSWORD) -> Person:
    """A saved person whose address is their name in small letters at interleave.test."""
    email = f"{name.lower().replace(' ', '.')}@interleave.test"
    return Person.objects.create_user(email, password, name=name, role=role)


@pytest.fixture
def ada(db: None) -> Person:
    return make_person("Ada")


@pytest.fixture
def barbara(db: None) -> Person:
    return make_person("Barbara", role=Role.INSTRUCTOR)


@pytest.fixture
def grace(db: None) -> Person:
    return make_person("Grace", role=Role.OPERATOR)


@pytest.fixture
def mallory(db: None) -> Person:
    return make_person("Mallory")
