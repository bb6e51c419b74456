"""HTML of a card as our Markdown: emphasis, code, lists and lines; of all else, its words. Nothing of it stays HTML."""

import re
from html.parser import HTMLParser
from typing import override

SILENT = {"script", "style", "head", "title", "template", "noscript", "svg", "math", "iframe", "object"}
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`"}
BLOCKS = {"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "section"}
SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
BEGINS = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
BREAK = "\ue000"
"""Stands where a line is broken within a paragraph."""
SOUND = re.compile(r"\[sound:[^\]]*\]|\[anki:[^\]]*\]")


def as_markdown(html: str) -> str:
    """Lines that are broken stay broken; what follows an empty one is another paragraph."""
    reader = Reader()
    reader.feed(SOUND.sub("", html.replace(BREAK, "")))
    reader.close()
    text = re.sub(r"[ \t]+$", "", "".join(reader.said), flags=re.MULTILINE)
    text = re.sub(rf"[ {BREAK}]*{BREAK}[ {BREAK}]*(?=\n|$)|(?<=\n)[ {BREAK}]*{BREAK}", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip(f"\n {BREAK}").replace(BREAK, "\\\n")


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.silent = 0
        self.is_preformatted = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag == "br":
            self.said.append("\n" if self.is_preformatted else BREAK)
        elif tag == "pre":
            self.said.append("\n\n```\n")
            self.is_preformatted = True
        elif tag == "li":
            self.said.append("\n- ")
        elif tag == "img":
            self.said.append(plain(dict(attrs).get("alt") or ""))
        elif tag in BLOCKS:
            self.said.append("\n\n")
        elif tag in {"td", "th"}:
            self.said.append(" ")
        elif tag in MARKS and not self.is_preformatted:
            self.said.append(MARKS[tag])

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "pre":
            self.said.append("\n```\n\n")
            self.is_preformatted = False
        elif tag in BLOCKS:
            self.said.append("\n\n")
        elif tag in MARKS and not self.is_preformatted:
            self.said.append(MARKS[tag])

    @override
    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.is_preformatted:
            self.said.append(data.replace("```", "'''"))
        elif self.said and self.said[-1] == "`":
            self.said.append(data.replace("`", "'"))
        else:
            self.said.append(plain(data))


def plain(text: str) -> str:
    """Words in which nothing is taken for a mark of Markdown."""
    words = re.sub(r"\s+", " ", text.replace("\0", ""))
    return BEGINS.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", words))
