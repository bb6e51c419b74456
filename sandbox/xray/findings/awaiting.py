"""Which calls of a program came one after another where its tasks awaited; or none, where a task only paused."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sandbox.xray.findings.sources import tree_of

COMPREHENSIONS = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp | ast.comprehension
LOOPS = ast.For | ast.AsyncFor | ast.While | COMPREHENSIONS
MANY = 3
"""So many coroutines of one function are a row; two different ones are often a request and its answer."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """`called`: “fetch”, “.fetch” of an object, “asyncio.sleep” of a module · `function`: in which it stands, as
    `called` has it, "" for the module · `is_repeated`: by a loop of that function.
    """

    called: str
    line: int
    function: str
    is_repeated: bool


class Rows:
    """The rows of calls that led to awaits: made by a loop, or several by one function.

    A task that sleeps between its own rounds awaits nobody's work: no row leads to that sleep. In a coroutine that is
    called again and again, a sleep may stand for work.
    """

    def __init__(self, source: str, lines: Iterable[int]) -> None:
        calls = list(_calls_in(tree_of(source) or ast.Module([], [])))
        self._calls_of: dict[str, list[Call]] = defaultdict(list)
        for each in calls:
            self._calls_of[each.called].append(each)
        self._homes = {each.line: each.function for each in calls}
        self._sleeps = {each.line for each in calls if each.called.rpartition(".")[2] == "sleep"}
        self._with_rows = self._functions_with_rows({self._homes[each] for each in lines if each in self._homes})

    def is_pause(self, line: int) -> bool:
        """Whether the program sleeps on this line, and no row leads to it; of a line that is not known, it is none."""
        return line in self._sleeps and not self.behind(line)

    def behind(self, line: int) -> frozenset[int]:
        """The lines of the nearest row that led to it; none where there is none."""
        found: set[int] = set()
        ahead = seen = {self._homes[line]} if line in self._homes else set()
        while ahead:
            calls = [each for name in ahead for each in self._calls_of[name]]
            found |= {each.line for each in calls if each.function in self._with_rows}
            ahead = {each.function for each in calls} - self._with_rows - seen
            seen = seen | ahead
        return frozenset(found)

    def _functions_with_rows(self, awaiting: set[str]) -> set[str]:
        calls: dict[str, list[Call]] = defaultdict(list)
        ahead = seen = awaiting
        while ahead:
            for each in (each for name in ahead for each in self._calls_of[name]):
                calls[each.function].append(each)
            ahead = calls.keys() - seen
            seen = seen | ahead
        return {function for function, made in calls.items() if _are_row(made)}


def _are_row(calls: list[Call]) -> bool:
    """Those of one function, to functions that await."""
    is_again = len({each.called for each in calls}) < len(calls)
    return is_again or len(calls) >= MANY or any(each.is_repeated for each in calls)


def _calls_in(tree: ast.Module) -> Iterator[Call]:
    """Without recursion, for a program may be nested deeply; a coroutine that is called and dropped never runs."""
    modules, coroutines = _modules_in(tree), _coroutines_in(tree)
    ahead: list[tuple[ast.AST, str, bool]] = [(tree, "", False)]
    while ahead:
        node, function, is_repeated = ahead.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                ahead.append((child, f"{'.' * isinstance(node, ast.ClassDef)}{child.name}", False))
                continue
            again = is_repeated or _repeats(node, child)
            ahead.append((child, function, again))
            if isinstance(child, ast.Call):
                called = _called(child.func, modules)
                if not (isinstance(node, ast.Expr) and called.removeprefix(".") in coroutines):
                    yield Call(called=called, line=child.lineno, function=function, is_repeated=again)


def _repeats(node: ast.AST, child: ast.AST) -> bool:
    """Each part of a loop, but what it goes over."""
    return (
        isinstance(node, LOOPS) and not isinstance(child, ast.comprehension) and child is not getattr(node, "iter", 0)
    )


def _called(function: ast.expr, modules: set[str]) -> str:
    match function:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=module), attr=name) if module in modules:
            return f"{module}.{name}"
        case ast.Attribute(attr=name):
            return f".{name}"
    return "?"


def _modules_in(tree: ast.Module) -> set[str]:
    imports = (each for each in ast.walk(tree) if isinstance(each, ast.Import))
    return {(each.asname or each.name).partition(".")[0] for part in imports for each in part.names}


def _coroutines_in(tree: ast.Module) -> set[str]:
    return {each.name for each in ast.walk(tree) if isinstance(each, ast.AsyncFunctionDef)}
