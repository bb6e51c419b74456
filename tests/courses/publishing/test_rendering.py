"""Authors' Markdown becomes clean HTML; our links and figures are ours; drawings are told in words, too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.publishing.rendering.markdown import Targets, blocks_of, links_in, rendered, rendered_line
from courses.publishing.rendering.timelines import NoTimeline, drawn, parsed_timeline

TARGETS = Targets(
    terms={"gil": "GIL"},
    sections={"threads": "/courses/x/threads/"},
    demos={"pages": "/demos/pages/"},
    shown_demos={"pages": {"key": "pages"}},
)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://evil.example/pixel.png)",
        "`<script>`",
        "```python\n</pre><script>\n```",
        "```timeline <script>\n<script>: run 1\n```",
        '[x](term:gil"onmouseover=alert(1))',
        "[<script>](term:gil)",
    ],
)
def test_nothing_that_acts_comes_out(text: str):
    html = rendered(text, TARGETS).lower()

    assert "<script" not in html
    assert " onerror" not in html.replace("&lt;img src=x onerror", "")
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert 'evil.example/pixel.png"' not in html


@given(st.text(alphabet="<>&\"'`[](){}:#*_!\n scripttermgil\ue000\ue0011", max_size=120))
def test_whatever_is_written_only_known_tags_come_out(text: str):
    html = rendered(text, TARGETS)

    assert "<script" not in html


def test_our_links_lead_where_they_should():
    html = rendered("[a](term:gil) [b](section:threads) [c](demo:pages) [d](https://example.org/)", TARGETS)

    assert '<a href="#term-gil" class="term" data-term="gil"' in html
    assert 'href="/courses/x/threads/"' in html
    assert 'href="/demos/pages/"' in html
    assert 'href="https://example.org/" rel="noopener"' in html


def test_a_demo_in_a_paragraph_of_its_own_stands_in_place_and_one_in_a_sentence_is_a_link():
    blocks = blocks_of("Before.\n\n[Pages](demo:pages)\n\nSee [pages](demo:pages).", TARGETS)

    assert [list(block) for block in blocks] == [["html"], ["demo"], ["html"]]
    assert blocks[1]["demo"] == "pages"


def test_links_are_found_with_their_lines():
    text = "One [a](term:gil).\n\nTwo ![b](picture:cups) and [c](https://example.org)."

    assert [(link.kind, link.to, link.line, link.is_picture) for link in links_in(text)] == [
        ("term", "gil", 1, False),
        ("picture", "cups", 3, True),
        ("", "https://example.org", 3, False),
    ]


def test_a_line_has_no_paragraph():
    assert rendered_line("What does `+=` do?", TARGETS) == "What does <code>+=</code> do?"


def test_a_drawing_is_told_in_words():
    html = drawn(parsed_timeline("# One core\nA: run 1, core 2\nB: none 1, run 2"), rendered_line("Turns.", TARGETS))

    assert 'aria-label="A: on CPU from 0 to 1, waiting for a core from 1 to 3"' in html
    assert 'aria-label="B: on CPU from 1 to 3"' in html
    assert '<rect class="r-run" x="33.333%" width="66.667%"' in html
    assert "A drawing, not a measurement." in html


@pytest.mark.parametrize(
    "text", ["", "A", "A: ", "A: run", "A: run 0", "A: fly 1", "# only\n", "A: none 3", "A: run 1e9"]
)
def test_what_is_no_drawing_is_refused_with_its_line(text: str):
    with pytest.raises(NoTimeline):
        parsed_timeline(text)
