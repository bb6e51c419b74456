"""Loops without a way out in their text: what goes round in one for long does not end."""

import ast
from collections.abc import Iterable

ENDLESS = frozenset(("count", "cycle"))
"""Functions of itertools whose items never end."""
SAME_EVERY_TIME = frozenset(("int", "float", "bool", "str", "bytes", "list", "dict", "set", "tuple"))
"""What `iter` may call again and again without ever getting another answer."""
TO_THE_END = frozenset("list tuple set frozenset dict deque sum min max sorted Counter prod".split())
Lines = tuple[int, int]
"""The first and the last of a loop."""


def endless_loops(tree: ast.Module) -> frozenset[Lines]:
    return frozenset((node.lineno, node.end_lineno or 0) for node in ast.walk(tree) if _is_endless(node))  # type: ignore[attr-defined]


def _is_endless(node: ast.AST) -> bool:
    match node:
        case ast.While(test=ast.Constant(value=value), body=body):
            return bool(value) and not _leave(body)
        case ast.For(iter=values, body=body):
            return _never_ends(values) and not _leave(body)
        case ast.ListComp(generators=rounds) | ast.SetComp(generators=rounds) | ast.DictComp(generators=rounds):
            return any(_never_ends(each.iter) for each in rounds)
        case ast.GeneratorExp(generators=rounds):
            return any(_never_ends(each.iter) for each in rounds)
        case ast.Call(func=ast.Name(id=name), args=[values]) if name in TO_THE_END:
            return _never_ends(values)
    return False


def _never_ends(values: ast.expr) -> bool:
    if not isinstance(values, ast.Call):
        return False
    name = values.func.attr if isinstance(values.func, ast.Attribute) else getattr(values.func, "id", "")
    if name == "repeat":
        return len(values.args) == 1 and not values.keywords
    if name == "iter":
        return len(values.args) == 2 and getattr(values.args[0], "id", "") in SAME_EVERY_TIME
    return name in ENDLESS


def _leave(statements: Iterable[ast.AST], *, is_inner: bool = False) -> bool:
    """Whether there is a way out of the loop that these are the body of; `is_inner`: they are of a loop within it."""
    for node in statements:
        match node:
            case ast.Return() | ast.Raise() | ast.Yield() | ast.YieldFrom():
                return True
            case ast.Break() if not is_inner:
                return True
            case ast.FunctionDef() | ast.ClassDef() | ast.Lambda():
                continue
            case ast.For(body=body, orelse=orelse) | ast.While(body=body, orelse=orelse):
                leaves = _leave(body, is_inner=True) or _leave(orelse, is_inner=is_inner)
            case _:
                leaves = _leave(ast.iter_child_nodes(node), is_inner=is_inner)
        if leaves:
            return True
    return False
