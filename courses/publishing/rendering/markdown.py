"""Authors' Markdown as HTML. Their HTML is text, and what comes out passes a cleaner with a short list of tags."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import nh3
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from courses.content.asked.waits import parsed_waits
from courses.content.graded.unreadable import Unreadable
from courses.publishing.rendering.timelines import NoTimeline, drawn, parsed_timeline
from courses.publishing.rendering.waits import drawn_waits
from design.python_source import highlighted

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table"])
TAGS = set(
    "p em strong code pre a ul ol li blockquote table thead tbody tr th td h3 h4 h5 hr br span".split()  # noqa: SIM905
)
ATTRIBUTES = {"a": {"href", "title", "data-term", "class"}, "ol": {"start"}, "span": {"class"}, "pre": {"class"}}
OURS = ("term", "section", "demo", "picture")
#: Where our own figures stand while the text around them is cleaned: characters that no text of a course holds.
BEGIN, END = "\ue000", "\ue001"


@dataclass(frozen=True, kw_only=True)
class ShownPicture:
    """`address` is where its bytes are served; width and height are in pixels, None where nobody knows."""

    address: str
    text: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, kw_only=True)
class Targets:
    """What the links of a course may lead to: titles of its terms, addresses of sections and demos, pictures.

    `shown_demos` is what a page shows of a demo that stands in place.
    """

    terms: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    demos: Mapping[str, str] = field(default_factory=dict)
    shown_demos: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    pictures: Mapping[str, ShownPicture] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link in a text: its kind (one of ours, or "" for an address), where it leads, and the line, from 1."""

    kind: str
    to: str
    line: int
    is_picture: bool = False


def links_in(text: str) -> Iterator[Link]:
    for block in MARKDOWN.parse(text):
        for token in block.children or ():
            href = str(token.attrs.get("href") or token.attrs.get("src") or "")
            if token.type in {"link_open", "image"}:
                kind, colon, key = href.partition(":")
                is_ours = bool(colon) and kind in OURS
                yield Link(
                    kind=kind if is_ours else "",
                    to=key if is_ours else href,
                    line=block.map[0] + 1 if block.map else 1,
                    is_picture=token.type == "image",
                )


def timelines_in(text: str) -> Iterator[tuple[int, str]]:
    """The line of each drawn timeline and its text."""
    for token in MARKDOWN.parse(text):
        if token.type == "fence" and token.map and info_of(token)[0] == "timeline":
            yield token.map[0] + 1, token.content


def waits_in(text: str) -> Iterator[tuple[int, str]]:
    """The line of each figure of who waits for whom, and its text."""
    for token in MARKDOWN.parse(text):
        if token.type == "fence" and token.map and info_of(token)[0] == "waits":
            yield token.map[0] + 1, token.content


def info_of(fence: Token) -> tuple[str, str]:
    """The name of a fenced block, and what follows it."""
    name, _, rest = fence.info.strip().partition(" ")
    return name, rest.strip()


def blocks_of(text: str, targets: Targets) -> list[dict[str, str]]:
    """The text in blocks: `{"html": …}`, and `{"demo": key}` where a demo stands in place."""
    blocks: list[dict[str, str]] = []
    run: list[Token] = []
    tokens = MARKDOWN.parse(text)
    index = 0
    while index < len(tokens):
        key = demo_in_place(tokens[index : index + 3])
        if key in targets.demos:
            blocks += [{"html": html_of(run, targets)}] if run else []
            blocks.append({"demo": key})
            run, index = [], index + 3
        else:
            run.append(tokens[index])
            index += 1
    return blocks + ([{"html": html_of(run, targets)}] if run else [])


def demo_in_place(tokens: Sequence[Token]) -> str:
    """The key of the demo, where the tokens are a paragraph that is nothing but a link to one; "" otherwise."""
    if [each.type for each in tokens] != ["paragraph_open", "inline", "paragraph_close"] or tokens[0].level:
        return ""
    inner = tokens[1].children or []
    if len(inner) < 2 or (inner[0].type, inner[-1].type) != ("link_open", "link_close"):
        return ""
    is_one = sum(each.type == "link_open" for each in inner) == 1
    kind, _, key = str(inner[0].attrs.get("href", "")).partition(":")
    return key if is_one and kind == "demo" else ""


def rendered(text: str, targets: Targets) -> SafeString:
    """The text as HTML; a demo in place is a link here."""
    return html_of(MARKDOWN.parse(text), targets)


def rendered_line(text: str, targets: Targets) -> SafeString:
    """One line, without the paragraph around it."""
    return html_of(MARKDOWN.parseInline(text), targets)


def html_of(tokens: Sequence[Token], targets: Targets) -> SafeString:
    figures: list[SafeString] = []
    for token in tokens:
        if token.type == "fence":
            token.type, token.content = "figure", keep(figure_of(token), figures)
        for inner in token.children or ():
            turn_link(inner, targets, figures)
    renderer = MARKDOWN.renderer
    html = renderer.render([*tokens], MARKDOWN.options, {})
    cleaned = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener"
    )
    for number, figure in enumerate(figures):
        mark = f"{BEGIN}{number}{END}"
        cleaned = cleaned.replace(f"<p>{mark}</p>", figure).replace(mark, figure)
    return mark_safe(cleaned)  # noqa: S308  (cleaned above; figures are ours)


def keep(figure: SafeString, figures: list[SafeString]) -> str:
    figures.append(figure)
    return f"{BEGIN}{len(figures) - 1}{END}"


def figure_of(fence: Token) -> SafeString:
    """A fenced block: a timeline where it is one, a program in colours where it is Python, and text otherwise."""
    name, rest = info_of(fence)
    if name == "timeline":
        try:
            return drawn(parsed_timeline(fence.content), rendered_line(rest, Targets()))
        except NoTimeline:
            pass  # the checker names it; a preview shows the text
    if name == "waits":
        try:
            return drawn_waits(parsed_waits(fence.content))
        except Unreadable:
            pass  # as above
    if name in {"python", "py"}:
        return format_html('<pre class="src" tabindex="0">{}</pre>', highlighted(fence.content))
    return format_html('<pre class="src" tabindex="0">{}</pre>', fence.content)


def turn_link(token: Token, targets: Targets, figures: list[SafeString]) -> None:
    """Makes a link of ours one that a browser follows; what leads nowhere becomes plain text."""
    if token.type == "image":
        token.type, token.content = "figure", keep(picture_of(token, targets), figures)
    if token.type != "link_open":
        return
    kind, colon, key = str(token.attrs.get("href", "")).partition(":")
    if colon and kind in OURS:
        known: Mapping[str, Any] = getattr(targets, f"{kind}s")
        token.attrs = {"href": f"#term-{key}" if kind == "term" else str(known.get(key, "#"))}
        if kind == "term" and key in targets.terms:
            token.attrs |= {"class": "term", "data-term": key}


def picture_of(token: Token, targets: Targets) -> SafeString:
    kind, _, key = str(token.attrs.get("src", "")).partition(":")
    picture = targets.pictures.get(key) if kind == "picture" else None
    if picture is None:
        return escape(token.content)
    size = format_html(' width="{}" height="{}"', picture.width, picture.height) if picture.width else ""
    return format_html(
        '<span class="picture"><img src="{}" alt="{}" loading="lazy"{}><span class="caption">{}</span></span>',
        picture.address,
        picture.text,
        size,
        token.content,
    )


MARKDOWN.add_render_rule("figure", lambda _self, tokens, index, _options, _env: tokens[index].content)
