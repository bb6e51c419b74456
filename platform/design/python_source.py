"""Python to read, in the colours of the editor: the words of a program, each with its kind."""

import builtins
import io
import keyword
import tokenize
from collections.abc import Iterator, Sequence
from itertools import pairwise

STRINGS = {tokenize.STRING, *(getattr(tokenize, f"FSTRING_{part}", -1) for part in ("START", "MIDDLE", "END"))}
BUILT_IN = frozenset(dir(builtins))


def coloured(source: str) -> Sequence[tuple[str, str]]:
    """The whole of `source` in pieces `(kind, text)`; kind is keyword, string, number, name, comment or "".

    What is not Python comes back in one piece without a kind.
    """
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return [("", source)]
    found = list(pieces(tokens, source.splitlines(keepends=True)))
    # Odd line ends are counted otherwise by the tokenizer than by us; a program is shown whole or plain, never maimed.
    return found if "".join(text for _kind, text in found) == source else [("", source)]


def pieces(tokens: Sequence[tokenize.TokenInfo], lines: list[str]) -> Iterator[tuple[str, str]]:
    line, column = 1, 0
    for before, token in pairwise([tokens[0], *tokens]):
        if token.type in {tokenize.INDENT, tokenize.DEDENT, tokenize.NEWLINE, tokenize.NL, tokenize.ENDMARKER}:
            continue
        yield "", between(lines, (line, column), token.start)
        yield kind(token, before), between(lines, token.start, token.end)
        line, column = token.end
    yield "", between(lines, (line, column), (len(lines) + 1, 0))


def kind(token: tokenize.TokenInfo, before: tokenize.TokenInfo) -> str:
    if token.type == tokenize.COMMENT:
        return "comment"
    if token.type in STRINGS:
        return "string"
    if token.type == tokenize.NUMBER:
        return "number"
    if token.type == tokenize.NAME and keyword.iskeyword(token.string):
        return "keyword"
    is_name = token.type == tokenize.NAME and (token.string in BUILT_IN or before.string in {"def", "class"})
    return "name" if is_name else ""


def between(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> str:
    """The text from `start` to `end`, each a line from 1 and a column from 0."""
    if start[0] == end[0]:
        return lines[start[0] - 1][start[1] : end[1]] if start[0] <= len(lines) else ""
    first = lines[start[0] - 1][start[1] :] if start[0] <= len(lines) else ""
    last = lines[end[0] - 1][: end[1]] if end[0] <= len(lines) else ""
    return "".join([first, *lines[start[0] : end[0] - 1], last])
