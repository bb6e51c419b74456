"""An exercise is tried, broken in some order, played, repaired and solved; by keyboard, and without scripts."""

import re
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from accounts.models import Person
from courses.content.models import Course, Exercise
from courses.enrollment.enrolling import enrol
from tests.browser import faults_at_every_size, watched_page
from tests.journeys.demo_page import editor, write
from tests.sandbox.runs.processes import eventually
from tests.visits import sign_in

pytestmark = pytest.mark.journey
ACCOUNTS = "/courses/python-advance/conclusion/exercises/two-accounts/"
SETTINGS = "/courses/python-advance/conclusion/exercises/settings-loaded-once/"


@pytest.fixture
def learner(live_site: str, ada: Person) -> Person:
    enrol(ada, Course.objects.get(key="python-advance"), now=timezone.now())
    return ada


@pytest.fixture
def plain_page(browser: Browser, live_site: str, learner: Person) -> Iterator[Page]:
    """A tab that runs no scripts, signed in."""
    signed_in = browser.new_context()
    sign_in(signed_in.new_page(), live_site, learner)
    state = signed_in.storage_state()
    signed_in.close()
    context = browser.new_context(java_script_enabled=False, storage_state=state)
    page = watched_page(context)
    yield page
    context.close()
    assert not page.complaints


def open_exercise(page: Page, site: str, address: str = ACCOUNTS) -> None:
    page.goto(site + address)
    expect(editor(page)).to_be_visible()


def strip(page: Page, axis: str) -> Locator:
    return page.locator(f'#result [data-axis="{axis}"]')


def result(page: Page) -> Locator:
    return page.locator("#result .pane-head .chip")


def test_a_learner_sees_it_break_plays_the_order_and_solves_it(page: Page, live_site: str, learner: Person):
    sign_in(page, live_site, learner)
    open_exercise(page, live_site)
    page.get_by_role("button", name="Check", exact=False).first.click()
    expect(result(page)).to_have_text("Not yet")
    expect(strip(page, "orders").locator(".strip-value")).to_contain_text("Fails in")
    expect(strip(page, "speed")).to_contain_text("over too soon to be timed")

    page.get_by_role("link", name="Play this order").click()
    expect(page.get_by_role("heading", name="An order that breaks it")).to_be_visible()
    page.get_by_role("button", name="Last step").click()
    expect(page.locator(".lab-says")).to_contain_text("Nobody can go on")

    page.get_by_role("button", name="Show hint 1 of 3").click()
    expect(page.get_by_text("Hint 1 of 3", exact=True)).to_be_visible()

    write(page, Exercise.objects.get(key="two-accounts").solution)
    page.keyboard.press("Control+Enter")
    expect(result(page)).to_have_text("Solved")
    expect(page.locator("#attempts")).to_contain_text("Every order: passes now.")
    expect(page.locator('exercise-form [data-part="announcement"]')).to_contain_text("Solved. Tests: 3 of 3 pass.")

    page.get_by_role("link", name="See a solution").click()
    expect(page.get_by_role("heading", name="A solution")).to_be_visible()


def test_what_one_wrote_is_there_again(page: Page, live_site: str, learner: Person):
    sign_in(page, live_site, learner)
    open_exercise(page, live_site)
    write(page, "mine = 1\n")
    page.reload()

    expect(page.locator(".cm-line").first).to_have_text("mine = 1")


def test_a_visitor_goes_from_the_section_to_the_exercise_and_hears_what_it_needs(page: Page, live_site: str):
    page.goto(f"{live_site}/courses/python-advance/conclusion/#exercises")
    page.get_by_role("link", name=re.compile("Work on it.*Two accounts")).click()

    expect(page.get_by_text("Checking needs a free account")).to_be_visible()


def test_the_pages_around_it_have_no_faults(page: Page, live_site: str, learner: Person):
    page.goto(live_site + ACCOUNTS)
    expect(page.get_by_text("Checking needs a free account")).to_be_visible()
    assert not faults_at_every_size(page)

    sign_in(page, live_site, learner)
    open_exercise(page, live_site)
    page.get_by_role("button", name="Give up and see a solution").click()
    expect(page.get_by_role("heading", name="A solution")).to_be_visible()
    assert not faults_at_every_size(page)


def test_without_scripts_it_is_checked_played_and_puzzled(plain_page: Page, live_site: str):
    plain_page.goto(live_site + SETTINGS)
    plain_page.get_by_role("button", name="Check").first.click()
    expect(plain_page.get_by_role("heading", name="Result of attempt 1")).to_be_visible()

    def is_over() -> bool:
        plain_page.reload()
        return result(plain_page).inner_text() in {"Not yet", "Solved"}

    eventually(is_over)
    plain_page.get_by_role("link", name="Play this order").click()
    expect(plain_page.locator(".lab-end")).to_contain_text("loaded 2 times")

    plain_page.get_by_role("button", name="Show the puzzle").click()
    for line in ("with settings_lock:", "if settings is None:", "settings = load()", "return settings"):
        plain_page.get_by_role("button", name=f"Use line: {line}").first.click()
    for line, steps in ((2, 1), (3, 2), (4, 1)):
        for _ in range(steps):
            plain_page.get_by_role("button", name=f"Indent line {line}").click()
    plain_page.get_by_role("button", name="Check the puzzle").click()
    expect(plain_page.get_by_role("heading", name="Result of attempt 2")).to_be_visible()
    eventually(is_over)
    expect(result(plain_page)).to_have_text("Solved")


def test_it_has_no_faults_at_any_size(page: Page, live_site: str, learner: Person):
    sign_in(page, live_site, learner)
    open_exercise(page, live_site, SETTINGS)
    page.get_by_role("button", name="Show the puzzle").click()
    page.get_by_role("button", name="Use line: with settings_lock:").click()
    expect(page.locator(".puzzle-lines .in-0")).to_be_visible()
    page.locator("#check").click()
    expect(result(page)).to_have_text("Not yet")
    expect(page.get_by_title("Not synchronised").first).to_be_visible()
    page.get_by_role("link", name="Play this order").click()
    expect(page.locator(".lab-strip")).to_be_visible()

    assert not faults_at_every_size(page)
