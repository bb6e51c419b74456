"""Programs that fail: the line is marked, Python's own words are there, and a sentence says what to do."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Person
from courses.content.models import Course, Demo
from courses.publishing.publishing import publish_all
from tests.journeys.demo_page import chips, editor, lines, open_demo, wait_until_over, write
from tests.visits import sign_in

pytestmark = pytest.mark.journey

DIVIDES = """def divide(number):
    return number / 0


print("about to divide", flush=True)
divide(1)
"""
FOREVER = "import time\nprint('still here', flush=True)\ntime.sleep(60)\n"
FLOOD = "while True:\n    print('again and again and again')\n"


@pytest.fixture
def own_code(page: Page, live_site: str, ada: Person) -> Page:
    """Ada's tab at a demo, where she may run what she likes."""
    sign_in(page, live_site, ada)
    open_demo(page, live_site)
    return page


def run(page: Page, program: str) -> None:
    write(page, program)
    page.get_by_role("button", name="Run this one").click()
    wait_until_over(page)


def test_an_exception_marks_its_line_and_keeps_its_traceback_folded(own_code: Page):
    run(own_code, DIVIDES)

    expect(own_code.locator(".cm-errorLine")).to_have_text("    return number / 0")
    expect(own_code.locator(".verdict")).to_contain_text("ZeroDivisionError on line 2")
    expect(own_code.locator(".verdict-message")).to_have_text("ZeroDivisionError: division by zero")
    expect(chips(own_code)).to_have_text(["Exit 1"])
    assert lines(own_code)[0] == "about to divide"

    traceback = own_code.locator(".verdict-traceback")
    expect(traceback).to_be_hidden()
    own_code.get_by_text("Full traceback").click()
    expect(traceback).to_contain_text('File "/tmp/main.py", line 6, in <module>')


def test_the_mark_goes_with_the_mistake(own_code: Page):
    run(own_code, DIVIDES)
    expect(own_code.locator(".cm-errorLine")).to_be_visible()

    editor(own_code).click()
    own_code.keyboard.type("#")

    expect(own_code.locator(".cm-errorLine")).to_have_count(0)


def test_a_run_that_does_not_end_is_ended_and_says_so(own_code: Page):
    Demo.objects.update(wall_seconds=1)
    publish_all(Course.objects.get(), by=None, now=timezone.now())
    run(own_code, FOREVER)

    expect(own_code.locator(".verdict")).to_contain_text("The run used its 1 s")
    expect(own_code.locator(".verdict")).to_contain_text("It mostly waited: look for what never comes.")
    expect(chips(own_code)).to_have_text(["Stopped at 1 s"])
    assert lines(own_code) == ["still here"]


def test_a_flood_of_output_is_ended_and_the_page_stays_usable(own_code: Page):
    run(own_code, FLOOD)

    expect(own_code.locator(".verdict")).to_contain_text(re.compile("The run printed its [0-9,]+ KiB"))
    expect(own_code.locator(".verdict")).to_contain_text("Print less in the inner loop")
    expect(chips(own_code)).to_have_text(re.compile("^Stopped at [0-9,]+ KiB of output$"))
    assert own_code.locator(".line").count() == 2000
    expect(own_code.get_by_role("button", name="Run this one")).to_be_focused()
