"""Python to read, in the colours of the editor: the words of a program, each with its kind."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String

#: The first that holds an item's kind decides; what is not named here is plain.
KINDS = (
    (Comment, "comment"),
    (String, "string"),
    (Number, "number"),
    (Keyword, "keyword"),
    (Operator.Word, "keyword"),
    (Name.Function, "name"),
    (Name.Class, "name"),
    (Name.Builtin, "name"),
)


def coloured(source: str) -> Iterator[tuple[str, str]]:
    """The whole of `source` in pieces `(kind, text)`; kind is keyword, string, number, name, comment or "".

    What is not Python comes back as well, every character of it.
    """
    lexer = PythonLexer(stripnl=False, ensurenl=False)
    for _, token, text in lexer.get_tokens_unprocessed(source):
        yield kind(token), text


def kind(token: Any) -> str:
    return next((name for each, name in KINDS if token in each), "")


def highlighted(source: str) -> SafeString:
    """`source` as HTML, each coloured piece in a span of its kind."""
    spans = (
        (format_html('<span class="py-{}">{}</span>', kind, text) if kind else text,) for kind, text in coloured(source)
    )
    return format_html_join("", "{}", spans)


def numbered(source: str, label: str, marks: Mapping[int, Sequence[str]] | None = None) -> SafeString:
    """A program to read, with line numbers beside it that no ear hears; `label` names it for ears.

    A line of `marks` bears its words before its number.
    """
    lines = (((marks or {}).get(number + 1, ()), number + 1) for number in range(len(source.splitlines())))
    numbers = format_html_join("\n", "{}{}", ((marked(words), number) for words, number in lines))
    return format_html(
        '<div class="code"><pre class="gut" aria-hidden="true">{}</pre>'
        '<pre class="src" tabindex="0" role="region" aria-label="{}">{}</pre></div>',
        numbers,
        label,
        highlighted(source),
    )


def marked(words: Sequence[str]) -> SafeString:
    return format_html_join("", '<b class="mark">{}</b> ', ((word,) for word in words))
