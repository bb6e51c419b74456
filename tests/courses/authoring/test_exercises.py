"""Authors write exercises that are checked in the admin: the same fields as in files, and mistakes that lead there."""

from django.test import Client

from courses.content.models import Exercise, Section
from courses.publishing.publishing import publish_section
from tests.courses.authoring.conftest import change, form_of

GRADED = {
    "checks": "- one kettle: `boiled(1)` gives `['kettle']`",
    "no_orders": "Nothing is shared.",
    "no_speed": "Nothing takes any time.",
    "hint_1": "Think of *two* kettles.",
}


def test_an_exercise_becomes_one_that_is_checked(author: Client, kettles: Section, barbara):
    exercise = Exercise.objects.get(key="two-kettles")
    author.post(change(exercise), form_of(author, change(exercise)) | GRADED)
    publication = publish_section(kettles, by=barbara, now=kettles.publications.first().made_at)

    [shown] = publication.page["exercises"]
    assert shown["asked"] == ["work"]
    assert "kettle']" not in str(publication.page)
    assert publication.answers["exercises"]["two-kettles"]["hints"] == ["<p>Think of <em>two</em> kettles.</p>\n"]


def test_a_check_that_is_none_is_found_and_leads_to_its_field(author: Client, kettles: Section):
    exercise = Exercise.objects.get(key="two-kettles")
    wrong = GRADED | {"checks": "- one kettle: boiled(1) gives 1"}
    author.post(change(exercise), form_of(author, change(exercise)) | wrong)

    page = author.get(change(kettles)).content.decode()
    assert "A check is a line like" in page
    assert f'{change(exercise)}#id_checks"' in page


def test_an_axis_without_its_reason_is_found(author: Client, kettles: Section):
    exercise = Exercise.objects.get(key="two-kettles")
    author.post(change(exercise), form_of(author, change(exercise)) | GRADED | {"no_speed": ""})

    assert "Say in a sentence why this axis is not asked" in author.get(change(kettles)).content.decode()
