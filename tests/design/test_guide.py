"""The style guide shows every component, and everything of the look keeps to the tokens and to the security policy."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.test import Client

from design.guide import FRAME, colours, components, icons

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "static" / "css").rglob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
EXAMPLES = ROOT / "templates" / "design" / "examples"


def test_the_guide_shows_every_component_with_its_markup(client: Client, db: None):
    page = client.get("/design/").content.decode()

    shown = set(re.findall(r'<h3 id="([\w-]+)">', page))

    assert shown == {component.name for component in components()}
    assert all(component.sentence for component in components())


def test_every_example_belongs_to_a_component():
    assert {path.stem for path in EXAMPLES.glob("*.html")} == {component.name for component in components()}


def test_the_frame_names_only_sheets_that_exist():
    assert {path.stem for path in (ROOT / "static/css/components").glob("*.css")} >= FRAME


def test_the_guide_shows_every_colour_and_every_icon(client: Client, db: None):
    page = client.get("/design/").content.decode()

    assert all(f'fill="var(--{colour})"' in page for colour in colours())
    assert all(f"icons.svg#i-{icon}" in page for icon in icons())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_sheet_but_the_tokens_names_a_colour(sheet: Path):
    if sheet.name == "tokens.css":
        return
    rules = re.sub(r"/\*.*?\*/|@media print \{.*?\n  \}", "", sheet.read_text(), flags=re.DOTALL)

    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(|light-dark\(", rules)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_sheet_uses_only_tokens_that_exist(sheet: Path):
    defined = set(re.findall(r"^\s*(--[\w-]+):", (ROOT / "static/css/tokens.css").read_text(), re.MULTILINE))
    local = set(re.findall(r"^\s*(--[\w-]+):", sheet.read_text(), re.MULTILINE))

    assert set(re.findall(r"var\((--[\w-]+)", sheet.read_text())) <= defined | local


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_template_holds_what_the_security_policy_refuses(template: Path):
    text = template.read_text()

    assert not re.search(
        r"<style|\sstyle=|<script(?![^>]*\b(src=|type=\"application/json\"))|\son[a-z]+=\"|hx-on", text
    )


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_every_icon_that_a_template_names_is_drawn(template: Path):
    named = set(re.findall(r'{% icon "([\w-]+)" %}|\bicon="([\w-]+)"', template.read_text()))

    assert {first or second for first, second in named} <= {*icons(), "ok", "bad", "warn", "acc"}


def test_what_a_tag_is_given_reaches_the_page_as_text():
    template = engines["django"].from_string("{% python source %}")

    assert "<b>" not in template.render({"source": "x = '<b>' # <b>"})
