"""Questions in a review: lines are put in order by buttons, an output is typed, a question that was missed is kept."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Person
from courses.content.models import Course
from courses.enrollment.enrolling import enrol
from courses.flashcards.joining import join
from courses.flashcards.models import Item
from tests.browser import faults_at_every_size
from tests.sandbox.runs.processes import eventually
from tests.visits import sign_in

pytestmark = pytest.mark.journey
CONCLUSION = "/courses/python-advance/conclusion/"


@pytest.fixture
def learner(page: Page, live_site: str, ada: Person) -> Person:
    """Ada takes the course, and has two of its questions in her review."""
    enrol(ada, Course.objects.get(key="python-advance"), now=timezone.now())
    keys = [f"python-advance/conclusion/{key}" for key in ("selling-the-last-seat", "the-oven")]
    join(ada, "question", keys, now=timezone.now())
    sign_in(page, live_site, ada)
    return ada


def lines(page: Page) -> list[str]:
    return page.locator("article:visible .puzzle-lines code").all_inner_texts()


def test_lines_are_moved_and_an_output_is_typed_and_both_are_graded_by_keys(
    page: Page, live_site: str, learner: Person
):
    page.goto(f"{live_site}/review/")
    first = lines(page)[0]
    down = page.get_by_role("button", name=f"Move down: {first}", exact=True)
    down.focus()
    page.keyboard.press("Enter")
    assert lines(page)[1] == first
    expect(down).to_be_focused()
    aside = page.get_by_role("button", name=f"Leave out: {first}", exact=True)
    aside.focus()
    page.keyboard.press("Enter")
    expect(aside).to_have_attribute("aria-pressed", "true")
    assert not faults_at_every_size(page)

    page.get_by_role("button", name="Show answer").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("The right order")).to_be_visible()
    page.keyboard.press("4")
    typed = page.locator("article:visible textarea")
    typed.fill("4 3")
    page.get_by_role("button", name="Show answer").focus()
    page.keyboard.press("Space")
    expect(typed).to_have_value("4 3")
    expect(page.locator(".flash-back:visible")).to_contain_text("Right")
    page.keyboard.press("4")

    expect(page.get_by_role("heading", name="That was all for now")).to_be_visible()
    eventually(lambda: Item.objects.filter(reviews=1).count() == 2)


def test_a_question_that_was_missed_is_remembered_with_one_press(page: Page, live_site: str, learner: Person):
    page.goto(live_site + CONCLUSION)
    question = page.locator("form#a-lock-with-a-gil")
    for option in question.get_by_role("radio").all():
        option.check()
        question.get_by_role("button", name="Check").click()
        expect(question.get_by_role("link", name="Answer again")).to_be_visible()
        remember = question.get_by_role("link", name=re.compile("^Remember this"))
        if remember.count():
            remember.click()
            break
        question.get_by_role("link", name="Answer again").click()

    expect(question.get_by_text("In your review")).to_be_visible()
    eventually(lambda: Item.objects.filter(key="python-advance/conclusion/a-lock-with-a-gil").exists())
