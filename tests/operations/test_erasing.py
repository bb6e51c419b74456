"""An operator erases an account for somebody, from the command line of the host."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Person
from courses.content.models import AuthorRole, Course, CourseAuthor


def test_an_account_is_erased_once_its_address_was_said_twice(ada: Person, barbara: Person):
    call_command("erase_person", "Ada@Interleave.test", sure=ada.email)

    assert list(Person.objects.all()) == [barbara]


@pytest.mark.parametrize(
    ("email", "sure"), [("ada@interleave.test", "adam@x.test"), ("nobody@x.test", "nobody@x.test")]
)
def test_another_address_erases_nobody(ada: Person, email: str, sure: str):
    with pytest.raises(CommandError, match=r"Nothing was erased|Nobody has"):
        call_command("erase_person", email, sure=sure)

    assert Person.objects.get() == ada


def test_the_only_owner_of_a_course_is_not_erased_by_an_operator_either(barbara: Person):
    course = Course.objects.create(key="threads", title="Threads")
    CourseAuthor.objects.create(course=course, person=barbara, role=AuthorRole.OWNER)

    with pytest.raises(CommandError, match="the only owner of “Threads”"):
        call_command("erase_person", barbara.email, sure=barbara.email)

    assert Person.objects.get() == barbara
