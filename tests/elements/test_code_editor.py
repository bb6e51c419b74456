"""The editor and the parameters: one value in three places, and drafts that nothing loses."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.elements.test_run_form import demo, opened, write

__all__ = ["demo"]
pytestmark = pytest.mark.journey
CASES = [
    ("WORKERS = 4\n", "WORKERS", 4),
    ("WORKERS=4  # many\n", "WORKERS", 4),
    ("SIZE = 60_000_000\n", "SIZE", 60_000_000),
    ("MODE = 'it\\'s'\n", "MODE", "it's"),
    ("    WORKERS = 4\n", "WORKERS", None),
    ("WORKERS = 4\nWORKERS = 5\n", "WORKERS", None),
    ("WORKERS = count()\n", "WORKERS", None),
    ("MY_WORKERS = 4\n", "WORKERS", None),
]


def program(page: Page) -> str:
    return "\n".join(page.locator(".cm-line").all_text_contents())


def test_values_are_found_where_the_server_finds_them(demo: Page):
    value_in = """async ([source, name]) => {
        const { valueIn } = await import("/static/js/lib/editor/assignments.js");
        return valueIn(source, name) ?? null;
    }"""

    for source, name, value in CASES:
        assert demo.evaluate(value_in, [source, name]) == value, source


def test_values_are_written_as_the_server_writes_them(demo: Page):
    literal_of = """async values => {
        const { literalOf } = await import("/static/js/lib/editor/assignments.js");
        return values.map(literalOf);
    }"""
    from courses.content.assignments import literal_of as on_the_server

    values = [0, -5, 9_999, 10_000, -24_000_000, "calm", "it's", 'a "word"', "both ' and \"", "back\\slash"]

    assert demo.evaluate(literal_of, values) == [on_the_server(value) for value in values]


def test_slider_number_and_program_show_one_value(demo: Page, posted: list[dict[str, Any]]):
    demo.get_by_label("Workers, slider").fill("6")
    expect(demo.get_by_label("Workers", exact=True)).to_have_value("6")
    assert "WORKERS = 6\n" in program(demo)
    demo.locator("#parameter-DELAY").fill("20000")
    demo.get_by_role("tab", name="asyncio").click()

    assert "WORKERS = 6\nDELAY = 20_000  # milliseconds\n" in program(demo)
    expect(demo.get_by_role("button", name="Reset code")).to_be_disabled()


def test_a_number_is_brought_within_its_bounds(demo: Page):
    demo.get_by_label("Workers", exact=True).fill("99")
    demo.get_by_label("Workers", exact=True).press("Tab")

    expect(demo.get_by_label("Workers", exact=True)).to_have_value("8")
    assert "WORKERS = 8\n" in program(demo)


def test_a_value_typed_into_the_program_moves_the_slider(demo: Page):
    demo.locator(".cm-line", has_text="WORKERS = 4").click()
    demo.keyboard.press("End")
    demo.keyboard.press("Backspace")
    demo.keyboard.type("7")

    expect(demo.get_by_label("Workers, slider")).to_have_value("7")
    expect(demo.get_by_role("button", name="Reset code")).to_be_disabled()


def test_a_draft_survives_a_reload_and_reset_brings_the_author_back(demo: Page, harness_site: str):
    write(demo, "\nprint('mine')")
    demo.get_by_label("Workers, slider").fill("6")
    opened(demo, harness_site)
    assert "WORKERS = 6" in program(demo)
    assert program(demo).endswith("print('mine')")
    demo.get_by_role("button", name="Reset code").click()
    opened(demo, harness_site)

    assert "mine" not in program(demo)


def test_drafts_of_people_go_to_their_account_too(
    tab: Page, harness_site: str, held: dict[str, Any], posted: list[dict[str, Any]]
):
    held["owner"] = 7
    page = opened(tab, harness_site)
    with page.expect_response("**/drafts/threads/"):
        write(page, "\nprint('mine')")
    with page.expect_response("**/drafts/threads/forget/"):
        page.get_by_role("button", name="Reset code").click()

    assert posted[-2]["save"][1].endswith("print('mine')")
    assert posted[-1] == {"forget": ["threads", ""]}


def test_what_an_account_refuses_to_keep_is_said_with_its_reason(
    tab: Page, harness_site: str, held: dict[str, Any], posted: list[dict[str, Any]]
):
    held.update(owner=7, draft_refusal="The program is too long.")
    page = opened(tab, harness_site)
    write(page, "\nprint('mine')")

    expect(page.get_by_text("The program is too long. It is kept in this browser alone.")).to_be_visible()
    tab.complaints.clear()  # browsers log every answer that is a refusal


@pytest.mark.parametrize(("minutes", "shown"), [(5, "of the account"), (-5, "of the browser")])
def test_of_two_drafts_the_newer_one_is_shown_and_it_is_said(
    tab: Page, harness_site: str, held: dict[str, Any], minutes: int, shown: str
):
    held["owner"] = 7
    page = opened(tab, harness_site)
    write(page, "\n# of the browser")
    held["drafts"] = {"threads": "# of the account\n"}
    held["saved_at"] = datetime.now(UTC) + timedelta(minutes=minutes)
    opened(page, harness_site)

    assert shown in program(page)
    expect(page.get_by_text("that one is shown")).to_be_visible()


def test_what_a_person_wrote_is_not_shown_to_whoever_comes_next(tab: Page, harness_site: str, held: dict[str, Any]):
    held["owner"] = 7
    page = opened(tab, harness_site)
    write(page, "\nprint('mine')")
    del held["owner"]
    opened(page, harness_site)

    assert "mine" not in program(page)


def test_tabs_are_chosen_by_arrows(demo: Page):
    demo.get_by_role("tab", name="Threads").focus()
    demo.keyboard.press("ArrowRight")

    expect(demo.get_by_role("tab", name="asyncio")).to_be_focused()
    assert program(demo).startswith("# asyncio")


def test_undo_of_one_program_leaves_the_other_alone(demo: Page):
    write(demo, "\nprint('mine')")
    demo.get_by_role("tab", name="asyncio").click()
    demo.get_by_role("textbox", name="asyncio.").focus()
    demo.keyboard.press("Control+z")
    demo.get_by_role("tab", name="Threads").click()

    assert program(demo).endswith("print('mine')")
