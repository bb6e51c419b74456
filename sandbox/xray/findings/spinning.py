"""Loops of a program that do nothing until something changes: `while not done: pass`."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from warnings import catch_warnings


@dataclass(frozen=True, kw_only=True)
class Spin:
    """`function`: the innermost that it stands in, "" for the module · `is_target`: a thread or process runs that."""

    line: int
    function: str
    is_target: bool


def spins_in(source: str) -> list[Spin]:
    """In the program's order; none in a program that does not compile, or is nested too deeply to be read."""
    try:
        with catch_warnings(action="ignore"):  # of the program's own, say of an escape that is none
            tree = ast.parse(source)
        targets = set(_targets(tree))
        return [Spin(line=line, function=name, is_target=name in targets) for line, name in _loops(tree, "")]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _targets(tree: ast.AST) -> Iterator[str]:
    for each in ast.walk(tree):
        if isinstance(each, ast.keyword) and each.arg == "target" and isinstance(each.value, ast.Name):
            yield each.value.id


def _loops(node: ast.AST, function: str) -> Iterator[tuple[int, str]]:
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function
        if (
            isinstance(child, ast.While)
            and not isinstance(child.test, ast.Constant)
            and all(map(_is_empty, child.body))
        ):
            yield child.lineno, function
        yield from _loops(child, inner)


def _is_empty(statement: ast.stmt) -> bool:
    """`pass`, `continue`, `...`."""
    constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return constant or isinstance(statement, ast.Pass | ast.Continue)
