"""The program that a demo's editor shows is opened in the race lab: with the values, as text where it is one's own."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.elements.test_run_form import PLAIN, opened, write

pytestmark = pytest.mark.journey


@pytest.fixture
def demo(tab: Page, harness_site: str) -> Page:
    return opened(tab, harness_site)


def press(demo: Page) -> None:
    with demo.expect_navigation(url="**/harness/lab/"):
        demo.get_by_role("button", name="Open in the race lab").click()


def test_what_its_author_wrote_goes_by_its_key(demo: Page, posted: list[dict[str, Any]]):
    demo.get_by_role("tab", name="asyncio").click()
    press(demo)

    assert posted == [{**PLAIN, "variant": ["asyncio"]}]


def test_one_s_own_text_goes_along(demo: Page, posted: list[dict[str, Any]]):
    write(demo, "\nprint('mine')")
    press(demo)

    [sent] = posted
    assert sent["variant"] == ["threads"]
    assert sent["source-threads"][0].endswith("print('mine')")


def test_the_values_that_were_chosen_go_along(demo: Page, posted: list[dict[str, Any]]):
    demo.get_by_label("Workers", exact=True).fill("3")
    press(demo)

    assert [each["parameter-WORKERS"] for each in posted] == [["3"]]
    expect(demo.get_by_role("button", name="Run all")).to_be_visible()
