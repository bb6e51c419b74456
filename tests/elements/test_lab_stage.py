"""An order is played: step by step, by keys, and at once; what is shown is what the server told of that step."""

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.journey


@pytest.fixture
def lost(tab: Page, harness_site: str) -> Page:
    tab.goto(f"{harness_site}/harness/lab/lost-update/")
    expect(position(tab)).to_have_text("Step 0 of 4")
    return tab


def position(tab: Page) -> Locator:
    return tab.locator('[data-part="position"]')


def says(tab: Page) -> Locator:
    return tab.locator(".lab-says")


def standing(tab: Page, thread: str) -> Locator:
    return tab.locator(f'.lab-thread[data-thread="{thread}"] .chip')


def test_the_arrows_go_on_and_back_and_never_past_the_ends(lost: Page):
    lost.keyboard.press("ArrowLeft")
    expect(position(lost)).to_have_text("Step 0 of 4")
    lost.keyboard.press("ArrowRight")
    expect(says(lost)).to_have_text("A reads counter: 0.")
    lost.keyboard.press("End")
    lost.keyboard.press("ArrowRight")
    expect(position(lost)).to_have_text("Step 4 of 4")
    lost.keyboard.press("Home")
    expect(position(lost)).to_have_text("Step 0 of 4")


def test_memory_and_threads_are_those_of_the_step(lost: Page):
    lost.get_by_role("button", name="Step 3: B write").click()

    expect(lost.locator(".lab-value")).to_have_text("1")
    expect(lost.get_by_text("was 0")).to_be_visible()
    expect(standing(lost, "A")).to_have_text("Ready")
    expect(standing(lost, "B")).to_have_text("Finished")
    expect(lost.locator('.lab-thread[data-access="write"]')).to_have_attribute("data-thread", "B")


def test_the_last_step_says_how_it_breaks(lost: Page):
    lost.keyboard.press("End")

    expect(says(lost)).to_contain_text("It breaks on line 19: AssertionError: the counter is 1.")
    expect(lost.locator(".lab-strip .is-breaking")).to_have_attribute("aria-current", "step")


def test_space_plays_and_pauses(lost: Page):
    lost.clock.install()
    lost.reload()
    lost.keyboard.press(" ")
    expect(lost.get_by_role("button", name="Pause")).to_be_visible()
    lost.clock.run_for(1_000)
    expect(position(lost)).to_have_text("Step 1 of 4")
    lost.keyboard.press(" ")
    lost.clock.run_for(5_000)
    expect(position(lost)).to_have_text("Step 1 of 4")


def test_playing_ends_with_the_last_step(lost: Page):
    lost.clock.install()
    lost.reload()
    lost.keyboard.press(" ")
    lost.clock.run_for(10_000)

    expect(position(lost)).to_have_text("Step 4 of 4")
    expect(lost.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_space_on_a_button_presses_that_button(lost: Page):
    lost.get_by_role("button", name="Step forward").focus()
    lost.keyboard.press(" ")

    expect(position(lost)).to_have_text("Step 1 of 4")


def test_in_a_deadlock_each_says_for_what_it_waits(tab: Page, harness_site: str):
    tab.goto(f"{harness_site}/harness/lab/two-locks/")
    tab.keyboard.press("End")

    expect(standing(tab, "A")).to_have_text("Waiting for right, which B holds")
    expect(tab.get_by_text("held by A; B waits")).to_be_visible()


def test_every_step_can_be_read_as_a_list(lost: Page):
    lost.get_by_text("Every step, as a list").click()

    expect(lost.get_by_text("main starts A.")).to_be_visible()


def test_the_next_breaking_order_is_another_one(lost: Page):
    pressed = lost.locator('#lab-orders [aria-pressed="true"]').get_attribute("value")

    following = lost.locator('[data-part="next-breaking"]').get_attribute("value")

    assert following != pressed
    expect(lost.locator(f'#lab-orders [data-breaks="yes"][value="{following}"]')).to_have_count(1)
