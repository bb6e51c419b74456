"""A stranger reads a section, enrols and finds everything again; an author publishes, and a reader loses nothing."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.models import Person
from courses.content.models import Course, Section
from courses.enrollment.classes import form_class
from courses.enrollment.enrolling import enrol
from courses.enrollment.models import Enrolment, PartProgress
from courses.publishing.publishing import publish_section
from tests.browser import faults_at_every_size
from tests.journeys.demo_page import lines, wait_until_over
from tests.people import PASSWORD
from tests.sandbox.runs.processes import eventually
from tests.visits import sign_in

pytestmark = pytest.mark.journey
CONCLUSION = "/courses/python-advance/conclusion/"
TALLY = '[data-told="tally"]'


def read_the_overview(page: Page) -> None:
    """Its end stays on the screen for two seconds and more."""
    page.locator('[data-part="overview"]').scroll_into_view_if_needed()
    expect(page.locator('.toc-wide a[href="#overview"][data-done]')).to_be_attached()


def sign_up(page: Page) -> None:
    page.get_by_label("What should we call you?").fill("Ada")
    page.get_by_label("E-mail").fill("ada@interleave.test")
    page.get_by_label("Password, if you want one").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()


def test_a_stranger_reads_enrols_and_comes_back_to_the_same_place_with_their_progress(page: Page, live_site: str):
    page.goto(live_site + CONCLUSION)
    read_the_overview(page)
    expect(page.locator(TALLY)).to_contain_text("1 of 49 parts done, remembered in this browser")
    page.reload()
    expect(page.locator(TALLY)).to_contain_text("1 of 49 parts done")

    page.get_by_role("link", name="Enrol free").click()
    sign_up(page)
    page.get_by_role("button", name="Enrol free").click()

    page.wait_for_url(live_site + CONCLUSION)
    eventually(lambda: PartProgress.objects.filter(part_key="overview", how="read").exists())
    expect(page.locator("#enrol")).to_have_count(0)
    assert Enrolment.objects.get().person == Person.objects.get()


@pytest.mark.parametrize("way", ["the course's page", "a class's code"])
def test_what_one_read_goes_along_wherever_one_enrols(page: Page, live_site: str, ada: Person, way: str):
    course = Course.objects.get(key="python-advance")
    page.goto(live_site + CONCLUSION)
    read_the_overview(page)
    sign_in(page, live_site, ada)
    if way == "a class's code":
        page.goto(f"{live_site}/join/{form_class(course, name='Morning').code}/")
        page.get_by_role("button", name="Join").click()
    else:
        page.goto(live_site + course.get_absolute_url())
        page.get_by_role("button", name="Enrol free").click()

    expect(page.get_by_text("1 of 49 parts done")).to_be_visible()
    assert PartProgress.objects.get(part_key="overview").person == ada
    assert page.evaluate("localStorage.length") == 0


def test_one_goes_on_with_another_device_where_one_stopped(page: Page, browser: Browser, live_site: str, ada: Person):
    enrol(ada, Course.objects.get(key="python-advance"), now=timezone.now())
    sign_in(page, live_site, ada)
    page.goto(live_site + CONCLUSION)
    read_the_overview(page)
    eventually(lambda: Enrolment.objects.filter(part_key="overview").exists())

    other = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    sign_in(other, live_site, ada)
    other.goto(live_site + "/courses/python-advance/")
    other.get_by_role("link", name=re.compile("^Continue: Conclusion")).click()
    other.wait_for_url(re.compile("/conclusion/#overview$"))
    expect(other.locator(TALLY)).to_contain_text("1 of 49 parts done")
    other.context.close()


def test_what_the_server_could_not_take_is_told_again(page: Page, live_site: str, ada: Person):
    enrol(ada, Course.objects.get(key="python-advance"), now=timezone.now())
    sign_in(page, live_site, ada)
    page.route("**/progress/", lambda route: route.fulfill(status=503))
    page.goto(live_site + CONCLUSION)
    with page.expect_response("**/progress/"):
        read_the_overview(page)
    assert not PartProgress.objects.exists()

    page.unroute("**/progress/")
    page.reload()
    eventually(lambda: PartProgress.objects.filter(part_key="overview").exists())
    assert all("503" in complaint for complaint in page.complaints)
    page.complaints.clear()


def test_one_reader_s_progress_is_not_another_s(page: Page, live_site: str, ada: Person, barbara: Person):
    sign_in(page, live_site, ada)
    page.goto(live_site + CONCLUSION)
    read_the_overview(page)
    page.context.clear_cookies()

    enrol(barbara, Course.objects.get(key="python-advance"), now=timezone.now())
    sign_in(page, live_site, barbara)
    page.goto(live_site + CONCLUSION)
    expect(page.locator(TALLY)).to_contain_text("0 of 49 parts done")


def test_a_reader_in_mid_section_loses_nothing_when_it_is_published_anew(page: Page, live_site: str, ada: Person):
    enrol(ada, Course.objects.get(key="python-advance"), now=timezone.now())
    sign_in(page, live_site, ada)
    page.goto(live_site + CONCLUSION)
    read_the_overview(page)
    section = Section.objects.get(key="conclusion")
    section.body += "\n\nA sentence that was added.\n"
    section.save()
    publish_section(section, by=None, now=timezone.now())

    page.locator("#practice label.opt").first.click()
    page.locator("#practice").get_by_role("button", name="Check").first.click()
    expect(page.locator(".opt.is-right").first).to_be_visible()
    eventually(lambda: PartProgress.objects.count() == 2)
    page.reload()
    expect(page.get_by_text("A sentence that was added.")).to_be_attached()
    expect(page.locator(TALLY)).to_contain_text("2 of 49 parts done")


def test_a_demo_runs_where_it_stands_in_the_text(page: Page, live_site: str):
    page.goto(live_site + CONCLUSION)
    place = page.locator("#body demo-place").first
    place.get_by_role("link", name="Run it").click()
    place.get_by_label("Pages", exact=True).fill("1")
    place.get_by_role("button", name="Run all").click()
    wait_until_over(page)

    assert lines(page)
    page.wait_for_url(live_site + CONCLUSION)
    place.get_by_role("link", name="Close").click()
    expect(place.get_by_role("link", name="Run it")).to_be_visible()


def test_a_term_shows_what_it_means_by_keyboard_and_escape_takes_it_away(page: Page, live_site: str):
    page.goto(live_site + CONCLUSION)
    term = page.locator("#overview a.term:visible").first
    page.keyboard.press("Tab")
    term.focus()

    expect(page.locator(".term-note")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".term-note")).to_be_hidden()


def test_the_depth_that_was_chosen_is_kept(page: Page, live_site: str):
    page.goto(live_site + CONCLUSION)
    page.get_by_text("Detailed", exact=True).click()
    expect(page.locator(".depth-detailed")).to_be_visible()
    page.reload()

    expect(page.locator(".depth-detailed")).to_be_visible()
    expect(page.locator(".depth-standard")).to_be_hidden()


def test_one_answers_first_and_then_reads_how_they_went_on(page: Page, live_site: str):
    page.goto(live_site + CONCLUSION)
    dialogue = page.locator("answer-first").first
    dialogue.get_by_role("button", name="Answer first").first.click()
    expect(dialogue.locator("li").nth(1)).to_be_hidden()
    page.keyboard.type("Both of them wait.")
    dialogue.get_by_role("button", name="Show how they went on").click()

    expect(dialogue.locator("li").nth(1)).to_be_visible()
    expect(dialogue.get_by_label("Your answer")).to_have_value("Both of them wait.")


def test_without_scripts_a_section_is_read_and_practised(browser: Browser, live_site: str):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_site + CONCLUSION)
    page.get_by_text("Quick", exact=True).click()
    expect(page.locator(".depth-quick")).to_be_visible()
    page.locator("#practice label.opt").first.click()
    page.locator("#practice").get_by_role("button", name="Check").first.click()
    expect(page.locator(".opt.is-right").first).to_be_visible()

    page.goto(live_site + CONCLUSION)
    page.get_by_role("link", name=re.compile("Run it")).first.click()
    page.wait_for_url(re.compile("/demos/"))
    page.context.close()


def test_section_and_course_have_no_faults_at_any_size(page: Page, live_site: str):
    page.goto(live_site + CONCLUSION)
    assert not faults_at_every_size(page)
    page.goto(live_site + "/courses/python-advance/")
    assert not faults_at_every_size(page)
