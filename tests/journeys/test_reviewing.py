"""A review by keyboard, with undo; without a network it goes on, and nothing is lost or counted twice."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.models import Person
from courses.content.models import Course
from courses.enrollment.enrolling import enrol
from courses.flashcards.models import Item, OwnCard, Review
from courses.flashcards.own import write
from tests.browser import faults_at_every_size
from tests.people import PASSWORD
from tests.sandbox.runs.processes import eventually
from tests.visits import sign_in

pytestmark = pytest.mark.journey
CONCLUSION = "/courses/python-advance/conclusion/"


@pytest.fixture
def learner(page: Page, live_site: str, ada: Person) -> Person:
    """Ada, with three cards of her own, signed in."""
    for word in ("Lock", "Event", "Barrier"):
        write(ada, f"What is a {word}?", f"The answer about the {word}.", [word], now=timezone.now())
    sign_in(page, live_site, ada)
    return ada


def front(page: Page, word: str) -> None:
    expect(page.locator(".flash-front:visible")).to_have_text(f"What is a {word}?")


def state(page: Page) -> str:
    return page.locator('[data-told="state"]')


def graded() -> list[int]:
    return list(Review.objects.standing().order_by("pk").values_list("rating", flat=True))


def test_a_review_by_keyboard_from_the_navigation_to_its_end_with_undo(page: Page, live_site: str, learner: Person):
    page.goto(live_site)
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.wait_for_url(f"{live_site}/review/")
    front(page, "Lock")
    expect(page.locator(".flash-back:visible")).to_have_count(0)

    page.keyboard.press("Space")
    expect(page.locator(".flash-back:visible")).to_have_text("The answer about the Lock.")
    expect(page.get_by_role("button", name="Good")).to_be_focused()
    page.keyboard.press("4")
    front(page, "Event")
    page.keyboard.press("Space")
    page.keyboard.press("1")
    front(page, "Barrier")
    page.keyboard.press("u")
    front(page, "Event")
    expect(page.locator('[data-told="left"]')).to_have_text("2")
    for grade in ("3", "4", "4"):
        page.keyboard.press("Space")
        page.keyboard.press(grade)

    expect(page.get_by_role("heading", name="That was all for now")).to_be_visible()
    expect(page.locator('[data-count="4"]')).to_have_text("3")
    expect(state(page)).to_have_text("Saved.")
    eventually(lambda: graded() == [4, 3, 4, 4])
    assert Item.objects.filter(reviews=2).count() == 1


def test_a_review_goes_on_without_a_network_and_is_saved_in_order_when_it_is_back(
    page: Page, live_site: str, learner: Person
):
    page.goto(f"{live_site}/review/")
    page.context.set_offline(True)
    for grade in ("4", "1", "4"):
        page.keyboard.press("Space")
        page.keyboard.press(grade)
    front(page, "Event")
    expect(state(page)).to_contain_text("3 answers kept in this browser, waiting for the network")
    page.keyboard.press("Space")
    page.keyboard.press("2")
    page.keyboard.press("u")
    page.keyboard.press("Space")
    page.keyboard.press("4")
    expect(page.get_by_role("heading", name="That was all for now")).to_be_visible()
    assert graded() == []

    page.context.set_offline(False)

    expect(state(page)).to_have_text("Saved.")
    assert graded() == [4, 1, 4, 4]
    assert Review.objects.count() == 5
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('review-act:')).length") == 0
    assert all("ERR_INTERNET_DISCONNECTED" in complaint for complaint in page.complaints)
    page.complaints.clear()


def test_an_answer_whose_way_back_is_lost_counts_once(page: Page, live_site: str, learner: Person):
    page.goto(f"{live_site}/review/")
    page.route("**/review/acts/", lambda route: (route.fetch(), route.abort()))
    page.keyboard.press("Space")
    page.keyboard.press("4")
    expect(state(page)).to_contain_text("1 answer kept in this browser")
    assert graded() == [4]
    page.unroute("**/review/acts/")

    expect(state(page)).to_have_text("Saved.")
    assert graded() == [4]
    page.complaints.clear()


def test_what_a_closed_page_had_not_sent_is_sent_by_the_next_one(page: Page, live_site: str, learner: Person):
    page.goto(f"{live_site}/review/")
    page.route("**/review/acts/", lambda route: route.fulfill(status=503))
    page.keyboard.press("Space")
    page.keyboard.press("4")
    expect(state(page)).to_contain_text("1 answer kept in this browser")
    page.goto(live_site)
    page.unroute("**/review/acts/")
    page.goto(f"{live_site}/review/")

    front(page, "Event")
    expect(page.locator('[data-told="left"]')).to_have_text("2")
    assert graded() == [4]
    page.complaints.clear()


def test_skip_suspend_and_their_undo_by_key(page: Page, live_site: str, learner: Person):
    page.goto(f"{live_site}/review/")
    page.keyboard.press("s")
    front(page, "Event")
    page.keyboard.press("x")
    front(page, "Barrier")
    page.keyboard.press("u")
    front(page, "Event")
    eventually(lambda: Item.objects.exclude(skipped_until=None).count() == 1)
    eventually(lambda: not Item.objects.exclude(suspended_at=None).exists())

    page.keyboard.press("e")
    page.wait_for_url(re.compile(rf"/review/cards/{OwnCard.objects.get(front='What is a Event?').key}/$"))


def test_the_time_zone_comes_from_the_browser_and_is_told(page: Page, live_site: str, learner: Person):
    page.goto(f"{live_site}/review/")
    zone = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    expect(page.locator('[data-told="zone"]')).to_have_text(zone)

    eventually(lambda: Person.objects.get(pk=learner.pk).time_zone == zone)
    page.get_by_role("link", name="Change", exact=True).click()
    expect(page.get_by_label("Time zone")).to_have_value(zone)


def test_a_memory_aid_is_remembered_with_one_press(page: Page, live_site: str, ada: Person):
    enrol(ada, Course.objects.get(key="python-advance"), now=timezone.now())
    sign_in(page, live_site, ada)
    page.goto(live_site + CONCLUSION)
    aid = page.locator(".aid").first
    aid.locator("summary").click()
    aid.get_by_role("link", name="Remember this").click()

    expect(aid.get_by_text("In your review")).to_be_visible()
    assert Item.objects.get().kind == "aid"


def test_without_scripts_a_review_goes_card_by_card(browser: Browser, live_site: str, ada: Person):
    write(ada, "What is a Lock?", "The answer.", [], now=timezone.now())
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_site}/accounts/login/")
    page.get_by_label("E-mail").fill(ada.email)
    page.get_by_text("Use a password").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(f"{live_site}/review/")
    page.get_by_role("button", name="Show answer").click()
    expect(page.get_by_text("The answer.")).to_be_visible()
    page.get_by_role("button", name="Easy").click()
    expect(page.get_by_text("Done for today.")).to_be_visible()

    assert graded() == [4]
    page.context.close()


def test_the_pages_of_a_review_have_no_faults_at_any_size(page: Page, live_site: str, learner: Person):
    page.goto(f"{live_site}/review/")
    assert not faults_at_every_size(page)
    page.get_by_role("button", name="Show answer").click()
    assert not faults_at_every_size(page)
    for _ in range(3):
        page.get_by_role("button", name=re.compile("^Easy")).click()
        if page.get_by_role("button", name="Show answer").is_visible():
            page.get_by_role("button", name="Show answer").click()
    assert not faults_at_every_size(page)
    for address in (
        "/review/",
        "/review/summary/",
        "/review/cards/",
        "/review/cards/new/",
        "/review/settings/",
        "/review/exchange/",
    ):
        page.goto(live_site + address)
        assert not faults_at_every_size(page), address
