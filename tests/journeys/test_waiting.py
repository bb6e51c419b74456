"""More runs than slots: people wait in turn, see about how long it takes, cancel, and are refused politely."""

import re
from collections.abc import Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from accounts.models import Person
from sandbox.jobs import Job, Limits
from sandbox.runs.asking import Asker
from sandbox.runs.capacity import capacity
from sandbox.runs.models import Run, Submission
from sandbox.runs.requests import Wanted, submit
from sandbox.runs.stopping import stop
from tests.browser import faults_at_every_size, watched_page
from tests.journeys.demo_page import SUM_OF_SQUARES, chips, code, lines, open_demo, wait_until_over, write
from tests.sandbox.runs.conftest import asker_of
from tests.sandbox.runs.processes import eventually
from tests.visits import sign_in

pytestmark = pytest.mark.journey

LONG = Job("import time\ntime.sleep(300)\n", limits=Limits(wall_seconds=300))
OWN = 'print("this one is mine")\n'
visitors = count(1)


def ask(asker: Asker, *, runs: int = 1, job: Job = LONG) -> Submission:
    wanted = [Wanted(key=str(number), label=f"Number {number}", job=job) for number in range(runs)]
    return submit(wanted, asker=asker, subject="demo:long", title="A long one")


def somebody() -> Asker:
    number = next(visitors)
    return asker_of(visitor=f"visitor {number}", address=f"198.51.100.{number % 250}")


@pytest.fixture
def busy_site(live_site: str) -> str:
    """A site that has run something lately, and whose every slot is taken."""
    submission = ask(somebody(), job=Job("print('quick')"))
    eventually(lambda: Submission.objects.over().filter(pk=submission.pk).exists())
    slots = eventually(lambda: capacity().slots)
    for _ in range(slots):
        ask(somebody())
    eventually(lambda: Run.objects.running().count() == slots)
    return live_site


def let_go() -> None:
    """The long ones end, and their slots are free."""
    for run in Run.objects.running():
        stop(run.submission)


def press_run(page: Page, site: str, person: Person, program: str = OWN) -> None:
    sign_in(page, site, person)
    open_demo(page, site)
    write(page, program)
    page.get_by_role("button", name="Run this one").click()


def place(page: Page) -> Locator:
    return page.locator('[data-part="queue-words"]')


@pytest.fixture
def barbara_s(stranger: BrowserContext, page: Page) -> Iterator[Page]:
    tab = watched_page(stranger)
    yield tab
    assert not tab.complaints


def test_two_people_wait_in_turn_and_who_cancels_lets_the_other_go_first(
    page: Page, barbara_s: Page, busy_site: str, ada: Person, barbara: Person
):
    press_run(page, busy_site, ada)
    expect(page.get_by_text("Waiting for a machine")).to_be_visible()
    expect(place(page)).to_have_text(re.compile(r"^Yours is next\. About \d+ (seconds|minutes)\.$"))
    press_run(barbara_s, busy_site, barbara)
    expect(place(barbara_s)).to_have_text(re.compile(r"^One run is ahead of yours\. About \d+ (seconds|minutes)\.$"))

    page.get_by_role("button", name="Cancel").click()
    wait_until_over(page)
    expect(page.get_by_text("You stopped it before it began")).to_be_visible()
    expect(place(barbara_s)).to_have_text(re.compile(r"^Yours is next\."))
    expect(page.locator("#run-one")).to_have_accessible_name("Run this one")
    assert code(page) == OWN

    let_go()
    wait_until_over(barbara_s)
    expect(chips(barbara_s)).to_have_text(["Finished"])
    assert lines(barbara_s) == ["this one is mine"]


def test_a_page_that_waits_has_no_faults_nor_has_the_run_s_own(page: Page, busy_site: str, ada: Person):
    press_run(page, busy_site, ada)
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    assert not faults_at_every_size(page, is_moving=True)

    page.goto(busy_site + page.locator("run-stream").get_attribute("data-page"))
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    assert not faults_at_every_size(page, is_moving=True)


def test_without_scripts_the_place_stands_on_the_page_and_cancel_works(browser: Browser, busy_site: str):
    context = browser.new_context(java_script_enabled=False)
    plain = watched_page(context)
    plain.goto(busy_site + SUM_OF_SQUARES)
    plain.get_by_role("button", name="Run all").click()

    expect(plain.locator(".standing")).to_contain_text(re.compile(r"Yours is next\. About \d+ (seconds|minutes)\."))
    expect(plain.get_by_role("link", name="Reload to see how far it is")).to_be_visible()
    plain.get_by_role("button", name="Cancel").click()

    expect(chips(plain)).to_have_text(["Stopped"] * 4)
    context.close()


def test_who_has_too_much_waiting_is_told_what_to_do_and_keeps_the_program(page: Page, busy_site: str, ada: Person):
    for _ in range(2):
        ask(asker_of(ada), runs=8)
    press_run(page, busy_site, ada)

    expect(page.locator("#refusal")).to_contain_text("Stop one, or wait until one has ended. Your program is safe.")
    expect(page.locator("#run-one")).to_have_accessible_name("Run this one")
    assert code(page) == OWN
    assert all("429" in complaint for complaint in page.complaints)
    page.complaints.clear()


def test_a_queue_that_is_too_long_refuses_and_gives_the_program_back_without_scripts(
    browser: Browser, busy_site: str, ada: Person
):
    for _ in range(62):
        ask(somebody(), runs=8)
    ask(somebody(), runs=4)
    context = browser.new_context(java_script_enabled=False)
    plain = watched_page(context)
    sign_in(plain, busy_site, ada)
    plain.goto(busy_site + SUM_OF_SQUARES)
    plain.get_by_label("Program: Sequential").fill(OWN)
    plain.get_by_role("button", name="Run all").click()

    expect(plain.locator("#refusal")).to_contain_text("Your program is safe; try again in half a minute.")
    expect(plain.get_by_label("Program: Sequential")).to_have_value(OWN)
    assert not Submission.objects.filter(person=ada).exists()
    assert all("503" in complaint for complaint in plain.complaints)
    context.close()
