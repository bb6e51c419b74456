"""Two people at one text: whoever saves over what somebody else saved meanwhile is warned first, on every form."""

from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.authoring.guarding import digest_of
from courses.content.models import Course, Section
from courses.enrollment.classes import form_class
from courses.enrollment.enrolling import join
from courses.enrollment.models import CourseClass
from tests.courses.authoring.conftest import change, form_of
from tests.people import make_person


def test_saving_over_somebody_else_s_text_warns_once_and_loses_neither(author: Client, kettles: Section):
    fields = form_of(author, change(kettles)) | {"body": "My words."}
    Section.objects.filter(pk=kettles.pk).update(body="Their words.")

    page = author.post(change(kettles), fields).content.decode()
    assert "since you opened it" in page
    assert "My words." in page
    assert f'value="{digest_of(Section.objects.get(pk=kettles.pk))}"' in page
    assert f'href="{change(kettles)}" target="_blank"' in page
    kettles.refresh_from_db()
    assert kettles.body == "Their words."

    author.post(change(kettles), fields | {"save_over": digest_of(kettles)})
    kettles.refresh_from_db()
    assert kettles.body == "My words."


def test_the_same_holds_for_a_dialogue_and_its_turns(author: Client, kettles: Section):
    dialogue = kettles.dialogues.get()
    fields = form_of(author, change(dialogue)) | {"turns-0-text": "My question?"}
    dialogue.turns.filter(position=0).update(text="Their question?")

    assert "since you opened it" in author.post(change(dialogue), fields).content.decode()
    author.post(change(dialogue), fields | {"save_over": digest_of(dialogue)})
    assert dialogue.turns.first().text == "My question?"


def test_the_same_holds_for_a_demo_and_its_programs_parameters_and_files(author: Client, tea: Course):
    demo = tea.demos.get()
    for rows, theirs in ((demo.variants, {"source": "print(1)\n"}), (demo.parameters, {"unit": "cups"})):
        fields = form_of(author, change(demo)) | {"title": "Mine"}
        rows.filter(position=0).update(**theirs)
        assert "since you opened it" in author.post(change(demo), fields).content.decode()
        assert rows.filter(position=0, **theirs).exists()

    fields = form_of(author, change(demo)) | {"files-0-text": "mine = 1\n"}
    demo.files.update(text="theirs = 1\n")
    assert "since you opened it" in author.post(change(demo), fields).content.decode()
    author.post(change(demo), fields | {"save_over": digest_of(demo)})
    assert demo.files.get().text == "mine = 1\n"


def test_the_same_holds_for_a_course_what_it_needs_and_its_authors(author: Client, tea: Course):
    herbs, edith = Course.objects.create(key="herbs", title="Herbs"), make_person("Edith", role="instructor")
    for act in (lambda: tea.needs.add(herbs), tea.programmes.clear, lambda: tea.authors.create(person=edith)):
        fields = form_of(author, change(tea)) | {"title": "Mine"}
        act()
        assert "since you opened it" in author.post(change(tea), fields).content.decode()


def test_the_same_holds_for_a_class_whoever_joins_it_meanwhile(author: Client, tea: Course, ada: Person):
    found = form_class(tea, name="Morning")
    fields = form_of(author, change(found)) | {"name": "Mine"}
    join(ada, found.code or "", now=timezone.now())
    CourseClass.objects.update(capacity=4)

    assert "since you opened it" in author.post(change(found), fields).content.decode()
    CourseClass.objects.update(capacity=None)
    author.post(change(found), fields)
    assert CourseClass.objects.get().name == "Mine"
