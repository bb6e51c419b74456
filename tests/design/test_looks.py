"""Every page of ours is accessible, stays within its width, and does not complain, at every size, by day and night."""

import pytest
from playwright.sync_api import Page

from tests.browser import faults_at_every_size

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("address", ["/", "/design/"])
def test_a_page_has_no_faults_at_any_size(page: Page, live_site: str, address: str):
    page.goto(live_site + address)

    assert not faults_at_every_size(page)
