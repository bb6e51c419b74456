"""Authors write sections and parts in the admin; nobody's text is lost, and mistakes lead to their place."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from courses.content.correspondence import PART_KINDS
from courses.content.models import Course, Picture, Section
from courses.content.telling import told_course
from courses.coursefiles.exporting import course_files
from courses.enrollment.models import CourseClass
from courses.publishing.publishing import publish_section
from sandbox.runs.models import Submission
from tests.courses.authoring.conftest import change, form_of


def test_a_text_is_saved_and_who_saved_it_is_noted(author: Client, kettles: Section, barbara):
    fields = form_of(author, change(kettles)) | {"body": "New words."}
    author.post(change(kettles), fields)

    kettles.refresh_from_db()
    assert (kettles.body, kettles.edited_by, kettles.edits) == ("New words.", barbara, 2)
    assert kettles.concepts == ["kettle", "waiting"]


def test_a_turn_that_is_changed_changes_the_section(author: Client, kettles: Section):
    dialogue = kettles.dialogues.get()
    response = author.post(change(dialogue), form_of(author, change(dialogue)) | {"turns-1-text": "Nobody at all."})

    assert response.url == change(kettles)
    kettles.refresh_from_db()
    assert kettles.edits == 2
    assert "Changed since publication 1" in author.get(change(kettles)).content.decode()


def test_publishing_with_errors_is_refused_and_says_where(author: Client, kettles: Section):
    kettles.standard = ""
    kettles.save()
    response = author.post(reverse("admin:content_section_publish", args=[kettles.pk]))

    assert response.status_code == 422
    assert "The standard overview is missing." in response.content.decode()
    assert kettles.publications.count() == 1


def test_publishing_now_and_from_a_date(author: Client, kettles: Section):
    address = reverse("admin:content_section_publish", args=[kettles.pk])
    author.post(address, {"note": "Again"})
    later = {"visible_from_0": "2099-01-01", "visible_from_1": "09:00:00"}
    page = author.post(address, later, follow=True).content.decode()

    assert list(kettles.publications.values_list("number", "note")) == [(3, ""), (2, "Again"), (1, "")]
    assert "01 January 2099" in page


def test_history_difference_going_back_and_withdrawing(author: Client, kettles: Section, barbara):
    kettles.quick = "Something new."
    kettles.save()
    publish_section(kettles, by=barbara, now=kettles.publications.first().made_at)

    difference = author.get(reverse("admin:content_section_difference", args=[kettles.pk]), {"before": 1, "after": 2})
    assert "Something new." in difference.content.decode()
    author.post(reverse("admin:content_section_bring_back", args=[kettles.pk, 1]))
    assert kettles.publications.first().brings_back == 1
    assert (
        "0 have done something in it"
        in author.get(reverse("admin:content_section_withdraw", args=[kettles.pk])).content.decode()
    )
    author.post(reverse("admin:content_section_withdraw", args=[kettles.pk]))
    assert author.get("/courses/tea/kettles/").status_code in {404, 410}


def test_a_draft_is_previewed_exactly_as_learners_would_see_it(author: Client, kettles: Section):
    learners = author.get("/courses/tea/kettles/").content.decode()
    draft = author.get(reverse("admin:content_section_preview", args=[kettles.pk])).content.decode()
    body = learners.partition('<section id="body"')[2].partition("</section>")[0]

    assert body
    assert body in draft
    cooks = Section.objects.get(key="cooks")
    assert author.get(reverse("admin:content_section_preview", args=[cooks.pk])).status_code == 200


def test_a_text_is_rendered_while_it_is_written_and_acts_nowhere(author: Client, tea: Course):
    address = reverse("admin:content_section_render", args=[tea.pk])
    response = author.post(address, {"text": "A [kettle](term:kettle).<script>alert(1)</script>"})

    assert 'data-term="kettle"' in response.content.decode()
    assert "<script>alert" not in response.content.decode()
    assert "unsafe" not in response["Content-Security-Policy"]


def test_the_outline_is_put_in_order_by_buttons(author: Client, tea: Course, kettles: Section):
    address = reverse("admin:content_course_outline", args=[tea.pk])
    author.post(address, {"move": f"section-{kettles.pk}-down"})
    assert list(tea.chapters.get().sections.values_list("key", flat=True)) == ["cooks", "kettles"]

    author.post(address, {"chapter-title": "Steeping", "chapter-key": "steeping"})
    author.post(address, {"move": f"section-{kettles.pk}-down"})
    kettles.refresh_from_db()
    assert kettles.chapter.key == "steeping"
    author.post(address, {"chapter-title": "Again", "chapter-key": "steeping"})
    assert tea.chapters.count() == 2


@pytest.mark.parametrize(
    ("title", "key", "told"),
    [
        ("   ", "steeping", "A chapter needs a title"),
        ("a\0b", "steeping", "A chapter needs a title"),
        ("Steeping & more", "Bad Key", "“Bad Key” is no key"),
        ("Steeping & more", "waiting", "There is already a chapter with the key"),
    ],
)
def test_a_chapter_that_cannot_be_added_stays_as_it_was_typed(
    author: Client, tea: Course, title: str, key: str, told: str
):
    address = reverse("admin:content_course_outline", args=[tea.pk])
    response = author.post(address, {"chapter-title": title, "chapter-key": key})

    assert response.status_code == 422
    assert told in response.content.decode()
    assert f'value="{escape(title.strip())}"' in response.content.decode()
    assert f'value="{key}"' in response.content.decode()
    assert tea.chapters.count() == 1


def test_an_outline_that_was_changed_meanwhile_is_not_put_in_order(author: Client, tea: Course, kettles: Section):
    address = reverse("admin:content_course_outline", args=[tea.pk])
    for order in ("[]", "x", f"[[{kettles.chapter_id}, [{kettles.pk}]]]", f"[[{kettles.chapter_id}, [1, 1, 999]]]"):
        assert "changed meanwhile" in author.post(address, {"order": order}, follow=True).content.decode()


def test_a_key_that_is_taken_and_one_that_is_none_are_told(author: Client, kettles: Section):
    address = reverse("admin:content_section_add")
    fields = {"chapter": kettles.chapter_id, "title": "Again", "key": "kettles", "in_preparation": "on"}
    assert "already a section with the key" in author.post(address, fields).content.decode()
    assert "is no key" in author.post(address, fields | {"key": "Tea_Time"}).content.decode()

    author.post(address, fields | {"key": "cups"})
    assert Section.objects.get(key="cups").course == kettles.course


def test_a_picture_is_checked_by_what_it_is(author: Client, tea: Course):
    address = reverse("admin:content_picture_add")
    fields = {"course": tea.pk, "key": "pot", "title": "A pot", "text": "A pot of tea."}
    bad = SimpleUploadedFile("pot.png", b"<svg onload=x>")
    assert "is no PNG picture" in author.post(address, fields | {"upload": bad}).content.decode()
    assert "Choose a picture." in author.post(address, fields).content.decode()

    good = SimpleUploadedFile("pot.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="4" height="4"/></svg>')
    author.post(address, fields | {"upload": good})
    assert Picture.objects.get(key="pot").file == "pot.svg"


def test_a_class_gets_a_code_that_can_be_made_anew_and_revoked(author: Client, tea: Course):
    author.post(reverse("admin:enrollment_courseclass_add"), {"course": tea.pk, "name": "Morning", **no_members()})
    found = CourseClass.objects.get()
    code, address = found.code, reverse("admin:enrollment_courseclass_change", args=[found.pk])
    assert code
    author.post(address, form_of(author, address) | {"what_of_the_code": "renew"})
    found.refresh_from_db()
    assert found.code not in {code, None}
    author.post(address, form_of(author, address) | {"what_of_the_code": "revoke"})
    found.refresh_from_db()
    assert found.code is None


def no_members() -> dict[str, int]:
    return {"enrolments-TOTAL_FORMS": 0, "enrolments-INITIAL_FORMS": 0}


def test_a_demo_is_tried_as_it_is_saved_and_published_on_its_own(author: Client, tea: Course, a_sandbox: None):
    demo = tea.demos.get()
    demo.parameters.all().delete()
    for variant in demo.variants.all():
        variant.source, variant.run_label = 'print("tried")\n', variant.label
        variant.save()

    response = author.post(reverse("admin:content_demo_try", args=[demo.pk]))
    assert response.url.startswith("/runs/")
    assert Submission.objects.get().runs.count() == 4
    assert "tried" not in author.get("/demos/tea-pages/").content.decode()
    author.post(reverse("admin:content_demo_publish", args=[demo.pk]))
    assert "tried" in author.get("/demos/tea-pages/").content.decode()


def test_a_demo_with_a_mistake_is_neither_tried_nor_published(author: Client, tea: Course, a_sandbox: None):
    demo = tea.demos.get()
    demo.variants.filter(key="threads").update(source="print(")

    for name in ("try", "publish"):
        page = author.post(reverse(f"admin:content_demo_{name}", args=[demo.pk]), follow=True).content.decode()
        assert "This does not compile" in page
    assert demo.publications.count() == 1


def as_a_browser_sends(fields: dict) -> dict:
    return {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in fields.items()}


def test_saving_what_stands_there_changes_no_byte_of_the_course(author: Client, tea: Course, kettles: Section):
    before = dict(course_files(told_course(tea)))
    parts = [part for kind in PART_KINDS for part in getattr(kettles, kind.attribute).all()]
    for row in [tea, *tea.chapters.all(), kettles, *parts, *tea.terms.all(), *tea.pictures.all(), *tea.demos.all()]:
        assert author.post(change(row), as_a_browser_sends(form_of(author, change(row)))).status_code == 302

    assert dict(course_files(told_course(Course.objects.get()))) == before


def test_the_last_owner_stays(author: Client, tea: Course):
    fields = form_of(author, change(tea)) | {"authors-0-role": "assistant"}

    assert "A course needs an owner" in author.post(change(tea), fields).content.decode()
    assert tea.authors.get().role == "owner"


def test_a_demo_s_file_and_variant_have_names_that_stay_in_their_folder(author: Client, tea: Course):
    demo = tea.demos.get()
    fields = form_of(author, change(demo))
    added = {
        "files-TOTAL_FORMS": 2,
        "files-1-name": "../../../evil.txt",
        "files-1-text": "owned",
        "files-1-demo": demo.pk,
    }

    assert "cannot be a file&#x27;s name" in author.post(change(demo), fields | added).content.decode()
    assert (
        "main.py is the program"
        in author.post(change(demo), fields | added | {"files-1-name": "main.py"}).content.decode()
    )
    assert "is no key" in author.post(change(demo), fields | {"variants-0-key": "Se_quential"}).content.decode()
    assert list(demo.files.values_list("name", flat=True)) == ["page_server.py"]
