"""The small course with one of everything, as rows, not yet published."""

import pytest

from courses.content.models import Course, Section
from courses.coursefiles.importing import import_course
from tests.courses.folders import EXAMPLE


@pytest.fixture
def tea(db: None) -> Course:
    return import_course(EXAMPLE).course


@pytest.fixture
def kettles(tea: Course) -> Section:
    return Section.objects.get(course=tea, key="kettles")
