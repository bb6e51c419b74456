"""A prediction goes with the run, and this browser remembers it."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey


def opened(tab: Page, site: str) -> Page:
    tab.goto(f"{site}/harness/demo/")
    expect(tab.get_by_role("textbox", name="Threads.")).to_be_visible()
    return tab


def test_it_stands_there_again(tab: Page, harness_site: str):
    opened(tab, harness_site).get_by_label("No clear winner").check()
    tab.get_by_label("4\u00d7").check()

    opened(tab, harness_site)

    expect(tab.get_by_label("No clear winner")).to_be_checked()
    expect(tab.get_by_label("4\u00d7")).to_be_checked()


def test_it_goes_with_the_run(tab: Page, harness_site: str, posted: list[dict[str, Any]]):
    opened(tab, harness_site)
    tab.get_by_role("group", name="Which one finishes first?").get_by_label("asyncio").check()
    tab.get_by_label("8\u00d7 or more").check()

    tab.get_by_role("button", name="Run all").click()
    expect(tab.get_by_role("heading", name="Output")).to_be_visible()

    assert (posted[0]["prediction-fastest"], posted[0]["prediction-ratio"]) == (["asyncio"], ["8"])


def test_nothing_is_predicted_until_somebody_does(tab: Page, harness_site: str, posted: list[dict[str, Any]]):
    opened(tab, harness_site).get_by_role("button", name="Run all").click()
    expect(tab.get_by_role("heading", name="Output")).to_be_visible()

    assert not any(name.startswith("prediction") for name in posted[0])
