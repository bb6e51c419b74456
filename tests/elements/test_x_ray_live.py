"""A run that goes on grows from the left, on an axis that never changes, in a bounded number of nodes."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import faults_at_every_size

pytestmark = pytest.mark.journey

LANES = [[0, 0, "Main process", "Thread-1"], [1, 0, "Main process", "Thread-2"]]


def growing(tab: Page, site: str, *news: dict[str, Any]) -> Page:
    tab.goto(f"{site}/harness/x-ray-live/")
    tab.wait_for_function("Boolean(customElements.get('x-ray-live'))")
    for each in news:
        tab.locator("x-ray-live").evaluate("(element, news) => element.take(news)", each)
    return tab


def widths(tab: Page, css: str) -> list[str | None]:
    return [each.get_attribute("width") for each in tab.locator(f".lanes rect.{css}").all()]


def test_lanes_come_in_their_group_and_slices_in_their_lane(tab: Page, harness_site: str):
    growing(tab, harness_site, {"lanes": LANES, "slices": [[0, "cpu", 0, 5], [1, "lock", 0, 5]], "now": 5})

    expect(tab.locator(".grp")).to_have_text(["Main process"])
    expect(tab.locator(".nm .w")).to_have_text(["Thread 1", "Thread 2"])
    expect(tab.locator(".st")).to_have_text(["100% on CPU", "0% on CPU"])
    assert widths(tab, "r-run") == widths(tab, "r-lock") == ["25%"]
    expect(tab.locator(".now-l").first).to_have_attribute("x1", "25%")
    expect(tab.locator(".legend li:visible")).to_have_text(["On CPU", "Waiting for a lock"])


def test_a_slice_that_goes_on_grows_and_is_not_drawn_twice(tab: Page, harness_site: str):
    news = [{"lanes": LANES, "slices": [[0, "cpu", 0, 1]], "now": 1}]
    news += [{"slices": [[0, "cpu", 1, 2]], "now": 2}, {"slices": [[0, "cpu", 0, 4]], "now": 4}]

    growing(tab, harness_site, *news)

    assert widths(tab, "r-run") == ["20%"]


def test_what_is_too_narrow_to_see_is_told_in_columns(tab: Page, harness_site: str):
    turns = [[0, "cpu" if n % 4 == 0 else "gil", n * 0.005, (n + 1) * 0.005] for n in range(4000)]

    growing(tab, harness_site, {"lanes": LANES, "slices": turns, "now": 20})

    assert tab.locator(".lanes rect").count() <= 500
    assert tab.locator(".lanes rect.r-gil").count() == 1
    expect(tab.locator(".st").first).to_have_text("25% on CPU")
    heights = [float(each.get_attribute("height")) for each in tab.locator(".lanes rect.r-run").all()[1:-1]]
    assert sum(heights) / len(heights) == pytest.approx(7, abs=1.5)


def test_a_lane_that_nobody_named_and_a_state_that_nobody_knows_are_left_out(tab: Page, harness_site: str):
    growing(tab, harness_site, {"lanes": LANES, "slices": [[9, "cpu", 0, 1], [0, "odd", 0, 1]], "now": 1})

    assert tab.locator(".lanes rect").count() == 0


def test_a_name_is_text_and_never_markup(tab: Page, harness_site: str):
    growing(tab, harness_site, {"lanes": [[0, 0, "<i>P</i>", "<b>T</b>"]], "now": 0})

    expect(tab.locator(".nm .w")).to_have_text("<b>T</b>")
    expect(tab.locator(".grp")).to_have_text("<i>P</i>")


def test_the_audit_finds_nothing_at_any_size(tab: Page, harness_site: str):
    growing(tab, harness_site, {"lanes": LANES, "slices": [[0, "gil", 0, 5]], "now": 5})

    assert not faults_at_every_size(tab)
