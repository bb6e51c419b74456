"""What the checker finds stands on the form, told apart by word, shape and colour, and leads to where it is mended."""

import re

from django.test import Client

from courses.content.models import Exercise, Section
from tests.courses.authoring.conftest import change


def test_findings_stand_on_the_page_and_lead_to_the_field(author: Client, kettles: Section):
    option = kettles.questions.get().options.first()
    option.explanation = " "
    option.save()

    page = author.get(change(kettles)).content.decode()
    assert "has no explanation" in page
    assert f'href="{change(kettles.questions.get())}#id_options-0-explanation"' in page
    assert f"“{kettles.questions.get().title}”, explanation" in page


def test_a_mistake_in_an_exercise_names_it_and_leads_to_its_field(author: Client, kettles: Section):
    exercise = Exercise.objects.create(section=kettles, key="pour", title="Pour tea", text="Pour.", solution="x = 1\n")
    exercise.checks = "no check at all"
    exercise.save()

    page = author.get(change(kettles)).content.decode()
    assert "“Pour tea”, checks" in page
    assert f'href="{change(exercise)}#id_checks"' in page


def test_an_error_a_warning_and_nothing_at_all_have_shapes_of_their_own(author: Client, kettles: Section):
    assert shapes(author, kettles) == ["tick"]

    kettles.memory_aids.all().delete()
    Section.objects.filter(pk=kettles.pk).update(quick="")
    assert shapes(author, kettles) == ["cross", "warning"]


def shapes(author: Client, section: Section) -> list[str]:
    _, _, page = author.get(change(section)).content.decode().partition('id="findings-title"')
    return re.findall(r"icons\.svg#i-(\w+)", page.partition("</section>")[0])
