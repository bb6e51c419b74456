"""Whether a program can have what its error channel tells of a thread: one of that name, that stood in those lines."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sandbox.xray.findings.sources import name_of_call, tree_of
from sandbox.xray.findings.tracebacks import Place

GIVEN_BY_PYTHON = re.compile(r"(Thread|Dummy)-\d+( \(.*\))?|.*-\d+_\d+|asyncio_\d+")
NAMING = frozenset({"name", "thread_name_prefix"})
"""Arguments that name threads."""
THIRD = frozenset({"Thread", "__init__"})
"""Calls of which the third argument does."""
MOST_PATTERNS = 100
"""With more f-strings for names, any is possible: each is compared with each name that was written."""

FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Program:
    """The text of a program, asked again and again; of one that cannot be read, everything is possible."""

    def __init__(self, source: str) -> None:
        tree = tree_of(source) or ast.Module([], [])
        self._is_known = bool(tree.body)
        self._lines: dict[str, list[range]] = defaultdict(list)
        for node in (each for each in ast.walk(tree) if isinstance(each, FUNCTION)):
            self._lines[node.name].append(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        given = list(_given_names(tree))
        self._names = {each.value for each in given if isinstance(each, ast.Constant)}
        self._patterns = [_constants(each) for each in given if isinstance(each, ast.JoinedStr)]
        others = len(given) - len(self._patterns) - sum(isinstance(each, ast.Constant) for each in given)
        self._names_freely = others > 0 or len(self._patterns) > MOST_PATTERNS

    def may_name(self, thread: str) -> bool:
        """Whether Python calls threads so, or the program may: by a text that is there, or is made as it runs."""
        if not self._is_known or self._names_freely or GIVEN_BY_PYTHON.fullmatch(thread) or thread in self._names:
            return True
        return any(_has_in_order(thread, each) for each in self._patterns)

    def has(self, places: Iterable[Place]) -> bool:
        """Whether each line is one of the function that is named with it; `<lambda>` and the like may be anywhere."""
        named = {each for each in places if each.function.isidentifier()}
        return not self._is_known or all(map(self._has, named))

    def _has(self, place: Place) -> bool:
        return any(place.line in lines for lines in self._lines.get(place.function, ()))


def _given_names(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg=str(name), value=value) if name in NAMING:
                yield value
            case ast.Assign(targets=targets, value=value) if any(_is_name(each) for each in targets):
                yield value
            case ast.Call(args=[_, _, value, *_]) if name_of_call(node) in THIRD:
                yield value
            case ast.Call(args=[value]) if name_of_call(node) == "setName":
                yield value


def _is_name(target: ast.expr) -> bool:
    return isinstance(target, ast.Attribute) and target.attr == "name"


def _constants(text: ast.JoinedStr) -> list[str]:
    return [str(each.value) for each in text.values if isinstance(each, ast.Constant)]


def _has_in_order(name: str, parts: list[str]) -> bool:
    at = 0
    for each in parts:
        found = name.find(each, at)
        if found < 0:
            return False
        at = found + len(each)
    return True
