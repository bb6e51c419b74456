"""Enrolling, classes and their codes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Person
from courses.content.models import Course
from courses.enrollment.classes import form_class, remove_member, renew_code, revoke_code
from courses.enrollment.enrolling import EnrolmentRefused, enrol, join, leave, missing_courses
from courses.enrollment.models import CourseClass, Enrolment
from courses.enrollment.progress import Tally, finish, tally, total

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def tea() -> Course:
    return Course.objects.create(key="tea", title="Tea")


@pytest.fixture
def morning(tea: Course) -> CourseClass:
    return form_class(tea, name="Morning")


def test_enrolling_twice_is_enrolling_once(ada: Person, tea: Course):
    assert enrol(ada, tea, now=NOW) == enrol(ada, tea, now=NOW)


def test_who_left_is_back_with_one_press(ada: Person, tea: Course):
    enrol(ada, tea, now=NOW)
    leave(ada, tea, now=NOW)
    assert Enrolment.objects.get().left_at == NOW

    assert enrol(ada, tea, now=NOW).left_at is None


def test_a_code_enrols_and_joins_however_it_is_typed(ada: Person, morning: CourseClass):
    assert morning.code
    typed = f" {morning.code[:4].lower()}-{morning.code[4:]} "

    assert join(ada, typed, now=NOW).course_class == morning


@pytest.mark.parametrize("code", ["", "AAAAAAAA", "x" * 400, "'; drop table", "é", "Ⅷ²", "\x00"])
def test_a_code_that_nobody_gave_is_refused(ada: Person, morning: CourseClass, code: str):
    with pytest.raises(EnrolmentRefused, match="No class has this code"):
        join(ada, code, now=NOW)
    assert not Enrolment.objects.exists()


def test_a_revoked_code_lets_nobody_in_and_nobody_out(ada: Person, mallory: Person, morning: CourseClass):
    code = morning.code or ""
    join(ada, code, now=NOW)
    revoke_code(morning)

    with pytest.raises(EnrolmentRefused):
        join(mallory, code, now=NOW)
    assert morning.enrolments.count() == 1


def test_a_new_code_takes_the_place_of_the_old_one(ada: Person, morning: CourseClass):
    old = morning.code or ""
    renew_code(morning)

    with pytest.raises(EnrolmentRefused):
        join(ada, old, now=NOW)
    assert join(ada, morning.code or "", now=NOW)


def test_a_full_class_says_so_and_a_member_is_never_turned_away(ada: Person, mallory: Person, tea: Course):
    small = form_class(tea, name="Small", capacity=1)
    join(ada, small.code or "", now=NOW)
    join(ada, small.code or "", now=NOW)

    with pytest.raises(EnrolmentRefused, match="is full"):
        join(mallory, small.code or "", now=NOW)


def test_a_class_that_has_ended_says_so(ada: Person, tea: Course):
    over = form_class(tea, name="Over", ends_on=(NOW - timedelta(days=1)).date())

    with pytest.raises(EnrolmentRefused, match="has ended"):
        join(ada, over.code or "", now=NOW)


def test_a_member_who_is_removed_stays_in_the_course(ada: Person, morning: CourseClass):
    enrolment = join(ada, morning.code or "", now=NOW)
    remove_member(enrolment)

    enrolment.refresh_from_db()
    assert enrolment.course_class is None
    assert enrolment.left_at is None


def test_what_a_course_needs_is_missing_until_something_of_it_is_finished(ada: Person, tea: Course):
    water = Course.objects.create(key="water", title="Water")
    tea.needs.add(water)
    assert missing_courses(None, tea) == [water]
    assert missing_courses(ada, tea) == [water]

    finish(ada, water.pk, "boiling", publication=1, now=NOW)
    assert missing_courses(ada, tea) == []


def test_only_parts_that_are_there_today_count():
    assert tally(["a", "b", "gone"], ["a", "b", "c"]) == Tally(done=2, of=3)
    assert tally(["a"], []).percent == 0
    assert not tally([], []).is_all
    assert total([Tally(done=1, of=3), Tally(done=2, of=2)]) == Tally(done=3, of=5)
    assert Tally(done=199, of=200).percent == 99
