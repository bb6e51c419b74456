"""Somebody is the scheduler: a level is won with keys alone, taken back, and won without scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import Person
from courses.games.models import Win
from tests.browser import faults_at_every_size, watched_page
from tests.visits import sign_in

pytestmark = pytest.mark.journey


def says(page: Page):
    return page.locator("#board-says")


def steps(page: Page):
    return page.locator(".lab-strip li")


def test_a_deadlock_is_played_with_letters_taken_back_and_kept(page: Page, live_site: str, ada: Person):
    sign_in(page, live_site, ada)
    page.goto(f"{live_site}/games/two-locks/")
    expect(says(page)).to_contain_text("Who goes first?")

    page.keyboard.press("a")
    expect(says(page)).to_contain_text("A takes cash.")
    page.keyboard.press("a")
    expect(steps(page)).to_have_count(2)
    page.keyboard.press("ArrowLeft")
    expect(steps(page)).to_have_count(1)
    page.keyboard.press("b")

    expect(says(page)).to_contain_text("Nobody can go on")
    expect(page.get_by_role("heading", name=re.compile("Done"))).to_be_visible()
    expect(page).to_have_url(re.compile(r"/games/two-locks/\?moves=1\.2$"))
    assert Win.objects.get(person=ada).switches == 1

    page.go_back()
    expect(steps(page)).to_have_count(1)
    page.goto(f"{live_site}/games/")
    expect(page.get_by_role("img", name="3 of 3 stars")).to_have_count(1)


def test_a_button_keeps_the_focus_for_the_next_step(page: Page, live_site: str):
    page.goto(f"{live_site}/games/lost-update/")
    run = page.get_by_role("link", name=re.compile("^Run A"))
    run.focus()

    page.keyboard.press("Enter")
    expect(steps(page)).to_have_count(1)
    expect(run).to_be_focused()
    page.keyboard.press("Enter")
    expect(steps(page)).to_have_count(2)
    expect(run).to_be_focused()
    expect(run).to_be_disabled()


def test_who_waits_cannot_be_run_and_says_for_what(page: Page, live_site: str):
    page.goto(f"{live_site}/games/one-order/?moves=1")

    run = page.get_by_role("link", name=re.compile("^Run B"))
    expect(run).to_be_disabled()
    expect(page.get_by_text("Waiting for cash, which A holds")).to_be_visible()
    page.keyboard.press("b")
    expect(says(page)).to_have_text("B cannot run now. Waiting for cash, which A holds. Who runs next?")
    expect(steps(page)).to_have_count(1)


def test_that_it_cannot_be_done_is_an_answer(page: Page, live_site: str):
    page.goto(f"{live_site}/games/one-order/")

    page.get_by_role("button", name="It cannot be done").click()

    expect(page.get_by_role("heading", name=re.compile("Right: it cannot be done"))).to_be_visible()
    page.get_by_role("link", name=re.compile("Next level")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Level 8")


def test_without_scripts_each_step_is_a_link(browser: Browser, live_site: str):
    context = browser.new_context(java_script_enabled=False)
    plain = watched_page(context)
    plain.goto(f"{live_site}/games/two-locks/")

    plain.get_by_role("link", name="Run B").click()
    plain.get_by_role("link", name="Run A").click()

    expect(says(plain)).to_contain_text("Nobody can go on")
    plain.get_by_role("link", name="Undo").click()
    expect(steps(plain)).to_have_count(1)
    assert not plain.complaints
    context.close()


def test_a_program_that_was_explored_is_played_as_well(page: Page, live_site: str):
    page.goto(f"{live_site}/lab/")
    page.get_by_role("button", name="Try every order").click()
    page.get_by_role("link", name="Play the scheduler yourself").click()
    expect(says(page)).to_contain_text("Who goes first?")

    for number, letter in enumerate("abb", 1):
        page.keyboard.press(letter)
        expect(steps(page)).to_have_count(number)
    page.keyboard.press("a")

    expect(says(page)).to_contain_text("It breaks on line 19: AssertionError: the counter is 1.")
    page.get_by_role("link", name="What the lab found").click()
    expect(page.locator("#lab-verdict")).to_contain_text("Fails")


@pytest.mark.parametrize("address", ["/games/", "/games/if-not-while/?moves=1.1.1.3.3", "/games/two-locks/?moves=1.2"])
def test_a_page_of_the_games_has_no_faults_at_any_size(page: Page, live_site: str, address: str):
    page.goto(live_site + address)

    assert faults_at_every_size(page) == []
