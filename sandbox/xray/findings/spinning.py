"""Loops of a program that do nothing until something changes: `while not done: pass`."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.xray.findings.sources import name_of_call, tree_of

QUESTIONS = frozenset(
    {"all", "any", "done", "empty", "full", "is_alive", "is_set", "len", "locked", "poll", "qsize", "running"}
)
"""Calls in a condition that only ask. Any other may be the loop's work, as in `while step(): pass`, or the clock."""


@dataclass(frozen=True, kw_only=True)
class Spin:
    """`function`: the innermost that it stands in, "" for the module.

    `is_threads`, `is_processes`: a call with this function as its target makes a thread, or a process, where no other
    function is the target of one.
    """

    line: int
    function: str
    is_threads: bool
    is_processes: bool


def spins_in(source: str) -> list[Spin]:
    """In the program's order; none in a program that does not compile, or is nested too deeply to be read."""
    tree = tree_of(source)
    if tree is None:
        return []
    processes, threads = _targets(tree)
    try:
        return [
            Spin(line=line, function=name, is_threads=name in threads, is_processes=processes == {name})
            for line, name in _loops(tree, "")
        ]
    except RecursionError:
        return []


def refusals_in(source: str) -> frozenset[int]:
    """The lines of a loop that only ask: `try: page = pages.get_nowait()`, and when that is refused, at once again."""
    tree = tree_of(source)
    if tree is None:
        return frozenset()
    loops = (each for each in ast.walk(tree) if isinstance(each, ast.While))
    tries = (each for loop in loops for each in loop.body if isinstance(each, ast.Try) and _asks_again(each, loop))
    return frozenset(part.lineno for each in tries for part in each.body)


def _asks_again(question: ast.Try, loop: ast.While) -> bool:
    """Whether nothing is done when it is refused: neither by the loop before, nor by it after."""
    does_nothing = bool(question.handlers) and all(all(map(_is_empty, each.body)) for each in question.handlers)
    skips = all(isinstance(each.body[-1], ast.Continue) for each in question.handlers)
    return does_nothing and question is loop.body[0] and (skips or question is loop.body[-1])


def _targets(tree: ast.AST) -> tuple[set[str], set[str]]:
    """The functions that processes run, and those that threads do."""
    processes: set[str] = set()
    threads: set[str] = set()
    for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
        for each in call.keywords:
            if each.arg == "target" and isinstance(each.value, ast.Name):
                (processes if name_of_call(call) == "Process" else threads).add(each.value.id)
    return processes, threads


def _loops(node: ast.AST, function: str) -> Iterator[tuple[int, str]]:
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function
        if isinstance(child, ast.While) and all(map(_is_empty, child.body)) and _only_asks(child.test):
            yield child.lineno, function
        yield from _loops(child, inner)


def _only_asks(condition: ast.expr) -> bool:
    """`while True` asks nothing; a call or an assignment may be what the loop is for."""
    return not isinstance(condition, ast.Constant) and not any(map(_may_work, ast.walk(condition)))


def _may_work(part: ast.AST) -> bool:
    awaits = isinstance(part, ast.NamedExpr | ast.Await | ast.Yield | ast.YieldFrom)
    return awaits or (isinstance(part, ast.Call) and name_of_call(part) not in QUESTIONS)


def _is_empty(statement: ast.stmt) -> bool:
    """`pass`, `continue`, `...`."""
    constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return constant or isinstance(statement, ast.Pass | ast.Continue)
