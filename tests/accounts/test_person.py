"""A person is one e-mail address with one role, and their rights follow from the role."""

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from accounts.models import Person
from accounts.roles import Role
from tests.people import PASSWORD


def test_two_addresses_that_differ_in_case_alone_are_one_account(ada: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create_user(ada.email.upper(), name="Another Ada")


def test_the_database_itself_refuses_an_address_in_capitals(ada: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=ada.pk).update(email="ADA@interleave.test")


def test_the_database_itself_refuses_an_unknown_role(ada: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=ada.pk).update(role="headmaster")


def test_the_database_itself_refuses_a_person_without_an_address(ada: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=ada.pk).update(email="")


def test_a_person_is_found_by_their_address_whatever_its_case(ada: Person) -> None:
    assert authenticate(None, email=" ADA@Interleave.test ".strip(), password=PASSWORD) == ada


def test_someone_without_a_password_cannot_sign_in_with_an_empty_one(db: None) -> None:
    Person.objects.create_user("no.password@interleave.test", name="Nobody")
    assert authenticate(None, email="no.password@interleave.test", password="") is None


def test_a_learner_has_no_part_in_the_admin(ada: Person) -> None:
    assert not ada.is_staff
    assert not ada.is_superuser


def test_an_instructor_may_open_the_admin_and_has_no_model_permission(barbara: Person) -> None:
    assert barbara.is_staff
    assert not barbara.has_perm("accounts.view_person")
    assert not barbara.has_module_perms("accounts")


def test_an_operator_may_do_everything(grace: Person) -> None:
    assert grace.is_staff
    assert grace.has_perm("accounts.change_person")


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.OPERATOR])
def test_who_may_not_sign_in_any_more_has_no_rights_left(role: Role) -> None:
    gone = Person(email="gone@interleave.test", role=role, is_active=False)
    assert not gone.is_staff
    assert not gone.has_perm("accounts.change_person")
