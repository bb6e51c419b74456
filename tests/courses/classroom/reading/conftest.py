"""The small course with one of everything, published."""

import pytest

from courses.content.models import Course
from courses.coursefiles.importing import import_course
from tests.courses.folders import EXAMPLE


@pytest.fixture
def tea(db: None) -> Course:
    return import_course(EXAMPLE, publish=True).course
