"""A prediction is answered by what was measured, and by nothing less."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.journey

TOLD = {
    ("processes", 1.0): "You predicted: processes. Right: processes finished first, in 1.00 s.",
    ("threads", 1.0): "You predicted: threads. Not quite: processes finished first, in 1.00 s.",
    ("No clear winner", 1.0): "You predicted: No clear winner. Not quite: processes finished first, in 1.00 s.",
    ("No clear winner", 4.1): (
        "You predicted: No clear winner. Right: the fastest two are too close for one run each to part them."
    ),
    ("threads", 4.1): (
        "You predicted: threads. Not quite: the fastest two are too close for one run each to part them."
    ),
}


def predicted(tab: Page, site: str, choice: str) -> Locator:
    """The words under a prediction that was made before the page was opened again."""
    tab.goto(f"{site}/harness/prediction/")
    tab.get_by_label(choice).check()
    tab.reload()
    expect(tab.get_by_label(choice)).to_be_checked()
    return tab.locator('[data-part="told"]')


@pytest.mark.parametrize(("choice", "seconds"), TOLD)
def test_it_is_answered_with_the_reason(
    tab: Page, harness_site: str, held: dict[str, Any], choice: str, seconds: float
):
    held["times"] = {"threads": 4.0, "processes": seconds}

    expect(predicted(tab, harness_site, choice)).to_have_text(TOLD[choice, seconds])


def test_while_a_version_has_not_finished_it_stays_open(tab: Page, harness_site: str, held: dict[str, Any]):
    held["times"] = {"threads": 4.0, "processes": 1.0, "asyncio": None}

    expect(predicted(tab, harness_site, "processes")).to_be_empty()


def test_another_prediction_takes_back_the_answer(tab: Page, harness_site: str, held: dict[str, Any]):
    held["times"] = {"threads": 4.0, "processes": 1.0}
    told = predicted(tab, harness_site, "processes")
    expect(told).to_contain_text("Right")

    tab.get_by_label("threads").check()

    expect(told).to_be_empty()
