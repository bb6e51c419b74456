"""Python to read, in the colours of the editor: the words of a program, each with its kind."""

from collections.abc import Iterator
from typing import Any

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
