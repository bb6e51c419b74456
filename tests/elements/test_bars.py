"""What is drawn as a length is as long as what it stands for."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journey


def test_a_bar_is_as_long_as_the_median_and_not_as_the_slowest_run(tab: Page, harness_site: str):
    tab.goto(f"{harness_site}/harness/bars/")

    bar = tab.locator(".bar rect").first.bounding_box()
    range_line = tab.locator(".bar .wh line").first.bounding_box()
    reach = tab.locator(".bar svg").first.bounding_box()

    assert bar
    assert range_line
    assert reach
    assert bar["width"] == pytest.approx(reach["width"] / 2, abs=1)
    assert range_line["x"] == pytest.approx(bar["x"] + bar["width"], abs=1)
