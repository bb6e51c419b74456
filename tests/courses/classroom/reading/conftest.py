"""The small course with one of everything, published; somebody who takes it, and how their browser tells progress."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.content.models import Course
from courses.coursefiles.importing import import_course
from courses.enrollment.enrolling import enrol
from courses.enrollment.models import Enrolment
from tests.courses.folders import EXAMPLE


@pytest.fixture
def tea(db: None) -> Course:
    return import_course(EXAMPLE, publish=True).course


@pytest.fixture
def enrolled(ada: Person, tea: Course) -> Enrolment:
    return enrol(ada, tea, now=timezone.now())


def tell(client: Client, *done: tuple[str, str], at: tuple[str, str] | None = None) -> int:
    body = json.dumps({"done": [(section, part, "read") for section, part in done], "at": at})
    return client.post("/courses/tea/progress/", body, content_type="application/json").status_code
