"""In the race lab a program is broken, repaired, and proved; with a keyboard alone, and without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import Person
from sandbox.lab.shipped import SHIPPED
from tests.browser import faults_at_every_size, watched_page
from tests.journeys.demo_page import editor, open_demo, write
from tests.sandbox.runs.processes import eventually
from tests.visits import sign_in

pytestmark = pytest.mark.journey

REPAIRED = (
    SHIPPED["lost-update"]
    .source.replace("counter = 0\n", "counter = 0\nlock = threading.Lock()\n", 1)
    .replace("    counter += 1", "    with lock:\n        counter += 1")
)
READ_OUTSIDE = (
    SHIPPED["lost-update"]
    .source.replace("counter = 0\n", "counter = 0\nlock = threading.Lock()\n", 1)
    .replace("    counter += 1", "    seen = counter\n    with lock:\n        counter = seen + 1")
)


@pytest.fixture
def plain_page(browser: Browser, live_site: str) -> Iterator[Page]:
    """A tab that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    page = watched_page(context)
    yield page
    context.close()
    assert not page.complaints


def open_lab(page: Page, site: str) -> None:
    page.goto(f"{site}/lab/")
    expect(editor(page)).to_be_visible()


def verdict(page: Page):
    return page.locator("#lab-verdict .chip")


def test_a_learner_breaks_a_program_repairs_it_wrongly_then_rightly(page: Page, live_site: str, ada: Person):
    sign_in(page, live_site, ada)
    open_lab(page, live_site)
    page.get_by_role("button", name="Try every order").click()
    expect(verdict(page)).to_have_text("Fails")
    expect(page.get_by_role("heading", name="An order that breaks it")).to_be_visible()
    expect(page.get_by_title("Not synchronised")).to_have_count(1)

    write(page, READ_OUTSIDE)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".lab-strip").get_by_text("acquire").first).to_be_visible()
    expect(verdict(page)).to_have_text("Fails")

    write(page, REPAIRED)
    page.keyboard.press("Control+Enter")
    expect(verdict(page)).to_have_text("Proved for this input")
    expect(page.get_by_title("Not synchronised")).to_have_count(0)
    page.wait_for_url(re.compile("/lab/[0-9a-f-]{36}/"))

    page.reload()
    expect(verdict(page)).to_have_text("Proved for this input")
    expect(page.locator(".cm-line").get_by_text("with lock:")).to_be_visible()


def test_the_next_breaking_order_is_played_by_a_key(page: Page, live_site: str):
    open_lab(page, live_site)
    page.keyboard.press("Control+Enter")
    expect(page.locator('[data-part="position"]')).to_have_text("Step 0 of 4")
    first = page.locator("lab-stage").get_attribute("data-order")

    page.get_by_role("button", name="Play", exact=True).focus()
    page.keyboard.press("n")
    expect(page.locator(f'#lab-orders [aria-pressed="true"]:not([value="{first}"])')).to_have_count(1)
    expect(page.locator('[data-part="position"]')).to_have_text("Step 0 of 4")
    page.keyboard.press("End")

    expect(page.locator(".lab-says")).to_contain_text("It breaks on line 19")


def test_a_visitor_s_own_program_is_answered_with_the_way_to_an_account(page: Page, live_site: str):
    open_lab(page, live_site)
    write(page, REPAIRED)
    page.get_by_role("button", name="Try every order").click()

    expect(page.get_by_text("Exploring your own code needs a free account")).to_be_visible()
    page.complaints.clear()  # the browser notes the refusal


def test_without_scripts_the_order_that_breaks_it_is_a_list(plain_page: Page, live_site: str):
    plain_page.goto(f"{live_site}/lab/")
    plain_page.get_by_label("Explore Two locks").check()
    plain_page.get_by_role("button", name="Try every order").click()
    plain_page.wait_for_url(re.compile("/lab/[0-9a-f-]{36}/"))

    def has_answer() -> bool:
        plain_page.reload()
        return verdict(plain_page).inner_text() == "Fails"

    eventually(has_answer)
    expect(plain_page.get_by_text("A takes left.")).to_be_visible()
    expect(plain_page.locator(".lab-end")).to_contain_text("Nobody can go on")

    with plain_page.expect_navigation():
        plain_page.locator("#lab-orders button").first.click()
    eventually(lambda: bool(plain_page.reload()) and plain_page.locator(".lab-steps").count() == 1)
    expect(plain_page.get_by_role("heading", name="An order in which nothing breaks")).to_be_visible()


def told_for_real(page: Page):
    return page.locator("#lab-trial-verdict")


def test_an_explored_program_is_run_for_real_by_keys(page: Page, live_site: str):
    open_lab(page, live_site)
    page.keyboard.press("Control+Enter")
    run = page.get_by_role("button", name="Run it for real")
    run.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(told_for_real(page)).to_contain_text(re.compile(r"Real Python broke .* runs"))

    expect(page.get_by_role("button", name="Run it for real again")).to_be_focused()
    expect(page.locator('lab-form [data-part="announcement"]')).to_contain_text("Real Python broke")
    page.reload()
    expect(told_for_real(page)).to_contain_text("Real Python broke")
    assert not faults_at_every_size(page)


def test_running_for_real_is_stopped_by_keys(page: Page, live_site: str):
    open_lab(page, live_site)
    page.get_by_role("tab", name="Two locks").click()
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Run it for real").click()
    page.get_by_role("button", name="Stop").focus()
    page.keyboard.press("Enter")

    expect(told_for_real(page)).to_contain_text(re.compile("You stopped"))


def test_without_scripts_a_program_is_run_for_real(plain_page: Page, live_site: str):
    plain_page.goto(f"{live_site}/lab/")
    plain_page.get_by_label("Explore With a lock").check()
    with plain_page.expect_navigation():
        plain_page.get_by_role("button", name="Try every order").click()
    eventually(lambda: bool(plain_page.reload()) and verdict(plain_page).inner_text() == "Proved for this input")
    with plain_page.expect_navigation():
        plain_page.get_by_role("button", name="Run it for real").click()

    eventually(lambda: bool(plain_page.reload()) and "as proved" in told_for_real(plain_page).inner_text())


def test_what_a_demo_s_editor_shows_is_opened_in_the_lab_and_stays_there(page: Page, live_site: str, ada: Person):
    sign_in(page, live_site, ada)
    open_demo(page, live_site)
    write(page, REPAIRED)
    page.get_by_role("button", name="Open in the race lab").click()
    page.wait_for_url(re.compile("/lab/"))
    expect(page.get_by_role("tab", name="Your program")).to_have_attribute("aria-selected", "true")

    page.get_by_role("tab", name="Two locks").click()
    page.get_by_role("tab", name="Your program").click()
    expect(page.locator(".cm-line").get_by_text("with lock:")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(verdict(page)).to_have_text("Proved for this input")
    page.reload()
    expect(page.get_by_role("tab", name="Your program")).to_have_attribute("aria-selected", "true")


def test_a_demo_in_a_section_is_opened_in_the_lab_as_its_author_wrote_it(page: Page, live_site: str):
    page.goto(f"{live_site}/courses/python-advance/conclusion/")
    page.locator("demo-place [data-opens]").first.click()
    page.get_by_role("tab", name="Threads").click()
    page.get_by_role("button", name="Open in the race lab").click()
    page.wait_for_url(re.compile("/lab/"))

    expect(page.get_by_role("tab", name="Threads")).to_have_attribute("aria-selected", "true")


def test_the_way_into_the_lab_and_what_it_opens_have_no_faults_at_any_size(page: Page, live_site: str):
    open_demo(page, live_site)
    page.get_by_role("tab", name="Threads").click()
    assert not faults_at_every_size(page)
    page.get_by_role("button", name="Open in the race lab").click()
    expect(page.get_by_role("tab", name="Threads")).to_be_visible()

    assert not faults_at_every_size(page)


def test_without_scripts_what_a_run_ran_is_opened_from_its_page(plain_page: Page, live_site: str):
    plain_page.goto(f"{live_site}/demos/ten-pages/")
    plain_page.get_by_role("button", name="Run all").click()
    plain_page.locator(".programs summary", has_text="Threads").click()
    plain_page.get_by_role("link", name=re.compile("Open in the race lab.*Threads")).click()

    expect(plain_page.get_by_label(re.compile("Explore Threads"))).to_be_checked()
    expect(plain_page.get_by_label(re.compile("Program: Threads"))).to_have_value(re.compile("Thread"))


@pytest.mark.parametrize("program", ["Lost update", "Two locks", "Condition with if"])
def test_it_has_no_faults_at_any_size(page: Page, live_site: str, program: str):
    open_lab(page, live_site)
    page.get_by_role("tab", name=program).click()
    page.get_by_role("button", name="Try every order").click()
    expect(page.locator(".lab-strip")).to_be_visible()
    page.get_by_role("button", name="Last step").click()

    assert not faults_at_every_size(page)
