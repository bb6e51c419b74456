"""A picture stands alone: one document, nothing fetched, everything within its edges and readable as XML."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sandbox.xray.drawing.drawing import drawing_of
from sandbox.xray.exporting.picture import WIDTH, picture_of
from tests.sandbox.xray.drawing import scenes

ROOT = Path(__file__).resolve().parents[4]


@pytest.mark.parametrize("scene", scenes.ALL)
def test_it_is_one_document_that_asks_for_nothing(scene):
    svg = picture_of(drawing_of(scene(), source=scenes.SOURCE), title="Threads & <locks>")

    assert ET.fromstring(svg).get("width") == str(WIDTH)
    assert not re.search(r"href|@import|url\((?!#)", svg)


@pytest.mark.parametrize("scene", scenes.ALL)
def test_every_texture_and_class_that_it_uses_is_in_it(scene):
    svg = picture_of(drawing_of(scene()), title="X-ray")
    styles = svg[svg.index("<style>") : svg.index("</style>")]

    assert set(re.findall(r"url\(#([\w-]+)\)", svg)) <= set(re.findall(r'<pattern id="([\w-]+)"', svg))
    assert all(f".{css}" in styles for css in re.findall(r'<rect class="([\w-]+)"', svg))


def test_it_has_title_axis_legend_and_what_must_be_known():
    svg = picture_of(drawing_of(scenes.four_threads()), title="Four threads", notes="Waiting is estimated.")
    words = "".join(ET.fromstring(svg).itertext())

    for told in ("Four threads", "0.5 s", "25% on CPU", "Waiting for the GIL (estimated)", "Waiting is estimated."):
        assert told in words


def test_its_colours_are_those_of_the_site_by_day():
    tokens = (ROOT / "static/css/tokens.css").read_text()
    svg = picture_of(drawing_of(scenes.lock_during_io()), title="X-ray")

    assert set(re.findall(r"#[0-9a-f]{6}\b", svg)) <= set(re.findall(r"light-dark\((#[0-9a-f]{6})", tokens))
