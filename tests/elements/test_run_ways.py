"""A program that has workers can be run with several numbers of them."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.elements.test_run_form import PLAIN, opened

pytestmark = pytest.mark.journey


def test_the_sweep_is_there_for_a_program_that_has_workers_and_stops_where_it_stands(
    tab: Page, harness_site: str, posted: list[dict[str, Any]]
):
    demo = opened(tab, harness_site)
    sweep = demo.locator("#run-sweep")
    demo.get_by_role("tab", name="asyncio").click()
    expect(sweep).to_be_hidden()
    demo.get_by_role("tab", name="Threads").click()
    expect(sweep).to_have_text("1, 2, 4, 8 workers")

    sweep.click()
    expect(sweep).to_have_text("Stop")
    demo.get_by_role("tab", name="asyncio").click()
    expect(sweep).to_be_visible()

    assert posted == [{**PLAIN, "variant": ["threads"], "way": ["sweep"]}]
