"""The demo people exist on a machine of one's own, and nowhere else."""

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Person
from accounts.roles import Role
from operations.demo_people import PASSWORD, NotOnlyHere, demo_email, make_demo_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_machine(settings):
    settings.IS_DEVELOPMENT = True
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]


def test_there_is_one_for_each_role_and_a_second_start_makes_no_others(own_machine):
    make_demo_people()
    make_demo_people()

    assert sorted(Person.objects.values_list("role", flat=True)) == sorted(Role)


def test_they_can_sign_in_with_the_password_that_is_printed(own_machine, client: Client):
    make_demo_people()

    assert client.login(email=demo_email(Role.OPERATOR), password=PASSWORD)


def test_a_changed_password_stays_changed(own_machine):
    make_demo_people()
    learner = Person.objects.get(role=Role.LEARNER)
    learner.set_password("a password of one's own")
    learner.save()

    make_demo_people()

    learner.refresh_from_db()
    assert learner.check_password("a password of one's own")


def test_they_are_refused_where_the_settings_are_not_those_of_development(own_machine, settings):
    settings.IS_DEVELOPMENT = False

    with pytest.raises(NotOnlyHere):
        make_demo_people()

    assert not Person.objects.exists()


def test_they_are_refused_where_others_can_reach_the_site(own_machine, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "learn.example.org"]

    with pytest.raises(NotOnlyHere, match="answers at learn"):
        make_demo_people()


def test_they_are_refused_where_the_database_lies_on_another_machine(own_machine, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "HOST", "database.example.org")

    with pytest.raises(NotOnlyHere, match="another machine"):
        make_demo_people()
