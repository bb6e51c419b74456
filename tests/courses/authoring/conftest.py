"""Barbara's course, published, and forms of the admin as a browser sends them."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import Person
from courses.content.models import Course, Section
from courses.coursefiles.importing import import_course
from sandbox.runs.capacity import Capacity, announce
from sandbox.runs.redis_connection import connection
from tests.courses.folders import EXAMPLE, example
from tests.people import make_person

__all__ = ["example"]


@pytest.fixture
def tea(barbara: Person) -> Course:
    return import_course(EXAMPLE, publish=True, by=barbara).course


@pytest.fixture
def kettles(tea: Course) -> Section:
    return Section.objects.get(course=tea, key="kettles")


@pytest.fixture
def author(client: Client, barbara: Person, tea: Course) -> Client:
    client.force_login(barbara)
    return client


@pytest.fixture
def a_sandbox(redis_server: object) -> None:
    """What a worker announces; nothing is run here."""
    connection().flushdb()
    announce(Capacity(is_open=True, slots=1, cores=2, interpreters=("3.13.0",), default="3.13.0"), host="here")


@pytest.fixture
def stranger(tea: Course) -> Client:
    """Another instructor, who writes other courses."""
    other = Client()
    other.force_login(make_person("Edsger", role="instructor"))
    return other


def change(row: Model) -> str:
    """The address of a row's form."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def form_of(client: Client, address: str) -> dict[str, Any]:
    """The fields of a change form with what stands in them, inlines included."""
    context = client.get(address).context
    form = context["adminform"].form
    fields = {bound.html_name: bound.value() for bound in form}
    for inline in context["inline_admin_formsets"]:
        for bound in inline.formset.management_form:
            fields[bound.html_name] = bound.value()
        for each in inline.formset.forms:
            fields |= {bound.html_name: bound.value() for bound in each}
    return {name: value for name, value in fields.items() if value is not None and value is not False}
