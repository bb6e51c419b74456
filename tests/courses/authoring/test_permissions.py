"""Instructors see and change their own courses alone, at every address; learners see nothing of the admin."""

import re
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from courses.authoring.permissions import may_own, may_publish, may_write
from courses.content.models import AuthorRole, Course, CourseAuthor, Section
from courses.enrollment.classes import form_class
from courses.enrollment.enrolling import join
from courses.enrollment.models import CourseClass
from courses.publishing.publishing import publish_section
from courses.publishing.withdrawing import withdraw
from tests.courses.authoring.conftest import change, form_of
from tests.people import make_person


def addresses(section: Section) -> list[str]:
    """One of every kind of page that shows something of the course."""
    course, names = section.course, ["preview", "publish", "publications", "difference", "withdraw", "change", "delete"]
    rows = [course, section, section.chapter and course.terms.first(), course.pictures.first(), course.demos.first()]
    rows += [getattr(section, name).first() for name in ("dialogues", "cards", "questions", "references", "exercises")]
    rows += [section.book_chapters.first(), section.memory_aids.first(), section.examples.first()]
    return [
        *(reverse(f"admin:content_section_{name}", args=[section.pk]) for name in names),
        *(reverse(f"admin:content_{row._meta.model_name}_change", args=[row.pk]) for row in rows),
        reverse("admin:content_section_bring_back", args=[section.pk, 1]),
        reverse("admin:content_course_outline", args=[course.pk]),
        reverse("admin:content_course_zip", args=[course.pk]),
    ]


def test_an_author_opens_every_page_of_their_course(author: Client, kettles: Section):
    wanted = [each for each in addresses(kettles) if "/delete/" not in each]

    found = {address: author.get(address, {"before": "1"}).status_code for address in wanted}
    assert found == dict.fromkeys(wanted, 200)


def test_another_instructor_opens_none(stranger: Client, kettles: Section):
    found = {address: stranger.get(address).status_code for address in addresses(kettles)}

    assert {address for address, status in found.items() if status not in {403, 404}} == set()
    for address in addresses(kettles):
        assert "kettles" not in stranger.get(address, follow=True).content.decode().lower()


def test_another_instructor_changes_nothing(stranger: Client, kettles: Section):
    for address in addresses(kettles):
        stranger.post(address, {"title": "Mine", "note": "", "move": f"section-{kettles.pk}-down"})
    stranger.post(reverse("admin:content_section_render", args=[kettles.course_id]), {"text": "x"})

    kettles.refresh_from_db()
    assert (kettles.title, kettles.publications.count(), kettles.withdrawn_at) == ("Kettles", 1, None)


def test_lists_hold_one_s_own_alone(stranger: Client, author: Client, kettles: Section):
    for model in ("course", "section", "term", "picture", "demo", "card", "question", "dialogue"):
        address = reverse(f"admin:content_{model}_changelist")
        assert stranger.get(address).context["cl"].result_count == 0
        assert author.get(address).context["cl"].result_count > 0


def test_nobody_writes_into_a_course_of_others_by_naming_it(stranger: Client, kettles: Section):
    response = stranger.post(
        reverse("admin:content_card_add"), {"section": kettles.pk, "key": "mine", "front": "x", "back": "y"}
    )

    assert "Select a valid choice" in response.content.decode()
    assert kettles.cards.count() == 1


@pytest.mark.parametrize("visitor", ["nobody", "ada"])
def test_learners_and_visitors_see_nothing_of_it(client: Client, ada: Person, kettles: Section, visitor: str):
    if visitor == "ada":
        client.force_login(ada)
        CourseAuthor.objects.create(course=kettles.course, person=ada, role=AuthorRole.OWNER)

    for address in [*addresses(kettles), "/admin/", reverse("admin:content_course_upload")]:
        assert client.get(address).status_code in {302, 403, 404}


def test_what_each_role_may(tea: Course, barbara: Person, grace: Person):
    editor, assistant = (make_person(name, role="instructor") for name in ("Edith", "Assia"))
    CourseAuthor.objects.create(course=tea, person=editor, role=AuthorRole.EDITOR)
    CourseAuthor.objects.create(course=tea, person=assistant, role=AuthorRole.ASSISTANT)

    rights = [
        [may(person, tea) for may in (may_write, may_publish, may_own)] for person in (barbara, editor, assistant)
    ]
    assert rights == [[True, True, True], [True, True, False], [True, False, False]]
    assert may_own(grace, tea)


def test_a_course_can_need_what_everybody_reads_under_the_title_they_read(stranger: Client, kettles: Section):
    Course.objects.filter(pk=kettles.course_id).update(title="A secret new title")
    address = reverse("admin:content_course_add")
    assert ">Tea and Threads<" in stranger.get(address).content.decode()
    assert "secret" not in stranger.get(address).content.decode()

    withdraw(kettles, now=timezone.now())
    assert "Tea and Threads" not in stranger.get(address).content.decode()
    publish_section(kettles, by=None, now=timezone.now(), visible_from=timezone.now() + timedelta(days=1))
    assert "Tea and Threads" not in stranger.get(address).content.decode()


def test_a_course_that_is_needed_stays_needed_while_nobody_can_read_it(author: Client, tea: Course):
    tea.needs.add(Course.objects.create(key="herbs", title="A draft of others"))
    page = author.get(change(tea)).content.decode()
    author.post(change(tea), form_of(author, change(tea)) | {"title": "Tea"})

    assert "A draft of others" not in page
    assert tea.needs.get().key == "herbs"


def test_no_address_leads_from_a_row_s_number_to_its_key(stranger: Client, author: Client, kettles: Section):
    kind = ContentType.objects.get_for_model(Section)

    for client in (stranger, author):
        assert client.get(f"/admin/r/{kind.pk}/{kettles.pk}/").status_code == 404
    assert author.get(change(kettles)).status_code == 200


@pytest.fixture
def assistant(tea: Course) -> Client:
    person, client = make_person("Assia", role="instructor"), Client()
    CourseAuthor.objects.create(course=tea, person=person, role=AuthorRole.ASSISTANT)
    client.force_login(person)
    return client


def test_an_assistant_writes_and_does_not_publish(assistant: Client, kettles: Section):
    assert assistant.get(reverse("admin:content_section_change", args=[kettles.pk])).status_code == 200
    assert assistant.post(reverse("admin:content_section_publish", args=[kettles.pk])).status_code == 404
    assert assistant.post(reverse("admin:content_section_withdraw", args=[kettles.pk])).status_code == 404
    assert kettles.publications.count() == 1


def test_everything_a_course_consists_of_is_guarded():
    """An admin that is registered by the way would show everybody's rows to every instructor."""
    from courses.authoring.own import OwnAdmin

    unguarded = {
        model._meta.label
        for model, its_admin in admin.site._registry.items()
        if model._meta.app_label in {"content", "enrollment"} and not isinstance(its_admin, OwnAdmin)
    }
    assert unguarded == {"content.Programme"}


def test_the_admin_s_looser_policy_is_the_admin_s_alone(author: Client):
    assert "unsafe-eval" in author.get("/admin/")["Content-Security-Policy"]
    assert "unsafe" not in author.get("/")["Content-Security-Policy"]
    assert "unsafe" not in author.get("/courses/tea/kettles/")["Content-Security-Policy"]
    assert not re.search("unsafe-eval", author.get("/accounts/login/").headers.get("Content-Security-Policy", ""))


def test_forms_offer_nothing_of_a_course_of_others(stranger: Client, kettles: Section):
    """Neither by an address that names their section, nor in lists to choose from."""
    mine = Course.objects.create(key="mine", title="Mine")
    CourseAuthor.objects.create(course=mine, person=Person.objects.get(name="Edsger"))
    hidden = Course.objects.create(key="hidden", title="A hidden draft")
    for name, given in (("question", "section"), ("example", "section"), ("section", "chapter")):
        pk = kettles.pk if given == "section" else kettles.chapter_id
        page = stranger.get(reverse(f"admin:content_{name}_add"), {given: pk}).content.decode()
        assert 'value="kettle"' not in page
        assert "tea-pages" not in page
    assert hidden.title not in stranger.get(reverse("admin:content_course_change", args=[mine.pk])).content.decode()


def test_an_assistant_deletes_neither_sections_nor_demos_nor_classes(assistant: Client, kettles: Section):
    morning = form_class(kettles.course, name="Morning")

    for row in (Section.objects.get(key="cooks"), kettles.course.demos.get(), morning):
        assert assistant.post(change(row).replace("/change/", "/delete/"), {"post": "yes"}).status_code == 403
    assert CourseClass.objects.exists()


def test_an_assistant_takes_nobody_out_of_a_class(assistant: Client, author: Client, kettles: Section, ada: Person):
    morning = form_class(kettles.course, name="Morning")
    join(ada, morning.code or "", now=timezone.now())
    fields = form_of(author, change(morning)) | {"enrolments-0-DELETE": "on"}

    assistant.post(change(morning), fields)
    assert morning.enrolments.count() == 1
    author.post(change(morning), fields)
    assert morning.enrolments.count() == 0
