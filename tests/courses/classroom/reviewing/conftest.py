"""Ada takes the small course, has seen the cards of its section, and is signed in."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.content.models import Course
from courses.enrollment.models import Enrolment, How, PartProgress
from courses.flashcards.own import write
from tests.courses.classroom.reading.conftest import enrolled, tea

__all__ = ["enrolled", "tea"]


@pytest.fixture
def signed_in(client: Client, ada: Person) -> Client:
    client.force_login(ada)
    return client


def see_the_cards(person: Person, course: Course, section: str = "kettles") -> None:
    PartProgress.objects.create(
        person=person, course=course, section_key=section, part_key="cards", how=How.READ, done_at=timezone.now()
    )


@pytest.fixture
def seen(ada: Person, enrolled: Enrolment, tea: Course) -> None:
    see_the_cards(ada, tea)


def own_cards(person: Person, count: int) -> None:
    for number in range(count):
        write(person, f"Question {number}", f"Answer {number}", [], now=timezone.now())


def grade_of(kind: str, key: str, rating: int, **more: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "name": "grade", "kind": kind, "key": key, "rating": rating, "ago": 0, **more}


def send(client: Client, *acts: Any) -> HttpResponse:
    return client.post("/review/acts/", json.dumps({"acts": acts}), content_type="application/json")
