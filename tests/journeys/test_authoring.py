"""An instructor changes a dialogue, previews and publishes it; another instructor is refused."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import Person
from courses.content.models import AuthorRole, Course, CourseAuthor, Section
from tests.browser import axe
from tests.people import make_person
from tests.visits import sign_in

pytestmark = pytest.mark.journey
CONCLUSION = "/courses/python-advance/conclusion/"
QUESTION = "Which of the two is it, and how would you find out?"
#: What Unfold's own frame has of it is Unfold's to mend; of our pages within it nothing is left out.
OURS = [
    "label",
    "button-name",
    "link-name",
    "image-alt",
    "aria-valid-attr-value",
    "duplicate-id-aria",
    "color-contrast",
]


@pytest.fixture
def section(live_site: str, barbara: Person) -> Section:
    course = Course.objects.get(key="python-advance")
    CourseAuthor.objects.create(course=course, person=barbara, role=AuthorRole.OWNER)
    return course.sections.get(key="conclusion")


def test_a_dialogue_is_changed_previewed_and_published(
    page: Page, browser: Browser, live_site: str, barbara: Person, section: Section
):
    reader = browser.new_page()
    reader.goto(live_site + CONCLUSION)
    sign_in(page, live_site, barbara)
    page.goto(f"{live_site}/admin/content/course/{section.course_id}/outline/")
    page.get_by_role("link", name=re.compile("^6 Conclusion")).click()
    page.get_by_role("region", name="Parts").get_by_role("link", name="Under way, or moving at once").click()
    page.locator("#id_turns-0-text").fill(QUESTION)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Changed since publication 1")).to_be_visible()

    with page.expect_popup() as opened:
        page.get_by_role("link", name="Preview as a learner").click()
    expect(opened.value.get_by_text(QUESTION)).to_be_visible()
    opened.value.close()
    reader.reload()
    expect(reader.get_by_text(QUESTION)).to_have_count(0)

    page.get_by_role("link", name="Publish", exact=True).click()
    page.get_by_label("What is new").fill("A better first question")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Publication 2 is what learners read now.")).to_be_visible()
    reader.reload()
    expect(reader.get_by_text(QUESTION)).to_be_visible()
    reader.context.close()


def test_another_instructor_is_refused(page: Page, live_site: str, section: Section):
    sign_in(page, live_site, make_person("Edsger", role="instructor"))
    response = page.goto(f"{live_site}/admin/content/section/{section.pk}/publish/")

    assert response
    assert response.status == 404
    page.complaints.clear()


def test_sections_change_places_by_keyboard_alone(page: Page, live_site: str, barbara: Person, section: Section):
    sign_in(page, live_site, barbara)
    page.goto(f"{live_site}/admin/content/course/{section.course_id}/outline/")
    page.get_by_role("button", name=re.compile("^Up ?: Conclusion")).focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name=re.compile("^5 Conclusion"))).to_be_visible()
    assert not axe(page, OURS)


def test_sections_change_places_by_dragging(page: Page, live_site: str, barbara: Person, section: Section):
    sign_in(page, live_site, barbara)
    page.goto(f"{live_site}/admin/content/course/{section.course_id}/outline/")
    page.locator(f'[data-section="{section.pk}"]').drag_to(page.locator("[data-section]").first)

    expect(page.get_by_role("link", name=re.compile("^[12] Conclusion"))).to_be_visible()


def test_a_text_is_seen_as_learners_see_it_while_it_is_written(
    page: Page, live_site: str, barbara: Person, section: Section
):
    sign_in(page, live_site, barbara)
    page.goto(f"{live_site}/admin/content/section/{section.pk}/change/")
    page.locator("#id_quick").fill("Wait, or **work**: that is the question.")

    expect(page.frame_locator('iframe[title="Preview of quick"]').locator("strong")).to_have_text("work")
    assert not axe(page, OURS)
