"""Enrolling leads back to where one was, and nowhere else; leaving keeps what was done."""

import pytest
from django.test import Client

from accounts.models import Person
from courses.content.models import Course
from courses.enrollment.models import Enrolment, PartProgress
from tests.courses.classroom.reading.conftest import tell

KETTLES = "/courses/tea/kettles/"


def test_enrolling_leads_back_to_where_one_was(client: Client, ada: Person, tea: Course):
    response = client.get(f"/courses/tea/enrol/?next={KETTLES}")
    assert response.url == (
        "/accounts/signup/?next=%2Fcourses%2Ftea%2Fenrol%2F%3Fnext%3D%252Fcourses%252Ftea%252Fkettles%252F"
    )

    client.force_login(ada)
    response = client.post("/courses/tea/enrol/", {"next": KETTLES})
    assert response.url == KETTLES
    assert Enrolment.objects.get().person == ada


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_enrolling_leads_nowhere_else(client: Client, ada: Person, tea: Course, to: str):
    client.force_login(ada)

    assert client.post("/courses/tea/enrol/", {"next": to}).url == "/courses/tea/"


def test_leaving_keeps_what_was_done_unless_asked_otherwise(client: Client, ada: Person, enrolled: Enrolment):
    client.force_login(ada)
    tell(client, ("kettles", "overview"))
    client.post("/courses/tea/leave/")
    assert PartProgress.objects.count() == 1
    assert tell(client, ("kettles", "body")) == 403

    client.post("/courses/tea/enrol/")
    client.post("/courses/tea/leave/", {"erase": "yes"})
    assert not PartProgress.objects.exists()
