"""A timeline is looked at closely by keys and by the pointer, and nothing that was looked at gets lost."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import faults_at_every_size
from tests.elements import timelines

pytestmark = pytest.mark.journey


def opened(tab: Page, site: str, scene: str = "four_threads", query: str = "?from=1.0&to=1.1") -> Locator:
    """The detail line of an x-ray in a new page."""
    tab.goto(f"{site}/harness/x-ray/{scene}/{query}")
    expect(tab.locator(".lane[role=group]").first).to_have_attribute("tabindex", "0")
    return tab.locator('[data-part="detail"]')


def test_one_lane_is_in_the_tab_order_and_arrows_lead_to_the_others(tab: Page, harness_site: str):
    opened(tab, harness_site)
    lanes = tab.locator(".lane[role=group]")

    lanes.first.focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")

    expect(lanes.nth(2)).to_be_focused()
    assert tab.locator('.lane[tabindex="0"]').count() == 1


def test_arrows_tell_slice_after_slice_and_enter_pins_one(tab: Page, harness_site: str):
    detail = opened(tab, harness_site)
    tab.locator(".lane[role=group]").nth(1).focus()

    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    expect(detail).to_contain_text("Worker 1, on CPU for 5.0 ms")
    tab.keyboard.press("Enter")
    tab.keyboard.press("ArrowRight")

    expect(detail).to_contain_text("Worker 1, on CPU for 5.0 ms")
    expect(detail.locator("code")).to_have_text("total += i * i")
    expect(detail).to_contain_text("then lost the GIL after the 5 ms switch interval")
    expect(detail).to_have_attribute("role", "status")
    expect(tab.locator(".pin")).to_have_count(1)


def test_escape_unpins(tab: Page, harness_site: str):
    detail = opened(tab, harness_site)
    tab.locator(".lane[role=group]").first.focus()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")

    tab.keyboard.press("Escape")

    expect(detail).to_contain_text("Choose a slice")
    expect(tab.locator(".pin")).to_have_count(0)


def test_a_tap_pins_the_slice_and_another_lane_tells_the_same_time(tab: Page, harness_site: str):
    detail = opened(tab, harness_site)
    tab.locator(".lane[role=group]").first.locator("rect.r-run").nth(1).click()
    expect(detail).to_contain_text("Worker 0, on CPU for 5.0 ms")

    tab.locator(".lane[role=group]").first.focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")

    expect(detail).to_contain_text("Worker 1, waiting for the GIL for 15.0 ms")


def test_plus_looks_closer_at_the_slice_and_keeps_focus_and_pin(tab: Page, harness_site: str):
    detail = opened(tab, harness_site)
    tab.locator(".lane[role=group]").nth(1).focus()
    for key in ("ArrowRight", "ArrowRight", "Enter", "+"):
        tab.keyboard.press(key)

    expect(tab.locator('[data-zoom][aria-current="true"]')).to_have_text("10 ms")
    expect(tab.locator(".lane[role=group]").nth(1)).to_be_focused()
    expect(detail).to_contain_text("1.0050 s to 1.0100 s")
    assert timelines.WINDOWS == ["from=1.0025&to=1.0125"]

    tab.keyboard.press("-")
    tab.keyboard.press("-")
    expect(tab.locator('[data-zoom][aria-current="true"]')).to_have_text("Whole run")


def test_a_zoom_link_swaps_the_window_and_keeps_the_focus(tab: Page, harness_site: str):
    opened(tab, harness_site, query="")
    tab.get_by_role("link", name="100 ms").click()

    expect(tab.get_by_role("link", name="100 ms")).to_be_focused()
    tab.get_by_role("link", name="Later").click()
    expect(tab.locator(".xray-beside .num")).to_have_text("0.10 s to 0.20 s")
    expect(tab.get_by_role("link", name="Later")).to_be_focused()
    assert len(timelines.WINDOWS) == 2


def test_a_window_that_cannot_be_fetched_changes_nothing(tab: Page, harness_site: str):
    detail = opened(tab, harness_site)
    timelines.WINDOWS.append("refuse")

    tab.get_by_role("link", name="Later").click()

    expect(detail).to_contain_text("could not be fetched")
    expect(tab.locator("rect.r-run").first).to_be_visible()
    tab.complaints.clear()  # the browser tells of the refusal as well


def test_the_address_leads_to_what_is_looked_at(tab: Page, harness_site: str):
    opened(tab, harness_site, query="?page=2")
    tab.get_by_role("link", name="100 ms").click()
    expect(tab).to_have_url(re.compile(r"\?page=2&from=[\d.]+&to=[\d.]+#x-ray$"))
    told = tab.locator(".xray-beside .num").text_content()

    tab.reload()
    expect(tab.locator(".xray-beside .num")).to_have_text(told or "")
    tab.goto(f"{harness_site}/harness/x-ray/deadlock/")
    tab.go_back()
    expect(tab.locator(".xray-beside .num")).to_have_text(told or "")

    tab.get_by_role("link", name="Whole run").click()
    expect(tab).to_have_url(re.compile(r"\?page=2#x-ray$"))


def test_beside_a_pinned_slice_the_next_one_is_told_politely(tab: Page, harness_site: str):
    detail = opened(tab, harness_site)
    tab.locator(".lane[role=group]").nth(1).focus()
    for key in ("ArrowRight", "ArrowRight", "Enter", "ArrowRight"):
        tab.keyboard.press(key)

    beside = tab.locator('[data-part="second"]')
    expect(beside).to_have_attribute("role", "status")
    expect(beside).to_contain_text("Worker 1, waiting for the GIL for 15.0 ms")
    expect(detail).to_contain_text("Worker 1, on CPU for 5.0 ms")
    tab.keyboard.press("ArrowLeft")
    expect(beside).to_be_empty()


def test_many_lanes_open_from_their_row_by_keys(tab: Page, harness_site: str):
    tab.goto(f"{harness_site}/harness/x-ray/many_threads/")
    lanes = tab.locator(".lane[role=group]")
    expect(lanes.first).to_be_hidden()

    row = tab.locator(".fold summary")
    row.press("Enter")
    expect(lanes.first).to_be_visible()
    row.press("Tab")
    expect(lanes.first).to_be_focused()
    tab.keyboard.press("ArrowDown")
    expect(lanes.nth(1)).to_be_focused()

    tab.get_by_role("link", name="100 ms").click()
    expect(tab.locator('[data-zoom][aria-current="true"]')).to_have_text("100 ms")
    expect(lanes.first).to_be_visible()


def test_without_scripts_the_zoom_is_links(context, harness_site: str):
    plain = context.browser.new_context(java_script_enabled=False)
    tab = plain.new_page()
    tab.goto(f"{harness_site}/harness/x-ray/four_threads/")

    tab.get_by_role("link", name="100 ms").click()

    expect(tab.locator(".lane[role=group] .st").first).to_have_text("25% on CPU")
    assert "Worker 0, on CPU" in (tab.locator(".lane[role=group] rect title").first.text_content() or "")
    plain.close()


def test_a_picture_is_saved_as_png(tab: Page, harness_site: str):
    opened(tab, harness_site, "lock_during_io", "")

    with tab.expect_download() as saving:
        tab.get_by_role("link", name="Save as PNG").click()

    assert saving.value.path().read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("scene", ["four_threads", "lock_during_io", "tasks"])
def test_the_audit_finds_nothing_at_any_size(tab: Page, harness_site: str, scene: str):
    opened(tab, harness_site, scene, "")
    tab.locator(".lane[role=group]").first.focus()
    tab.keyboard.press("ArrowRight")
    tab.locator("summary").click()

    assert not faults_at_every_size(tab)


def test_the_audit_finds_nothing_where_many_lanes_are_folded(tab: Page, harness_site: str):
    tab.goto(f"{harness_site}/harness/x-ray/many_threads/")
    tab.locator(".fold summary").click()

    assert not faults_at_every_size(tab)
