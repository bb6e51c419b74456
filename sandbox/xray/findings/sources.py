"""The program as it was written: a tree, where Python can make one."""

import ast
from warnings import catch_warnings

BY_STRINGS = frozenset({"eval", "exec", "getattr", "globals", "locals", "vars"})
"""With these a program calls what it does not name."""


def tree_of(source: str) -> ast.Module | None:
    """None of a program that does not compile, or is nested too deeply to be read."""
    try:
        with catch_warnings(action="ignore"):  # of the program's own, say of an escape that is none
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def names_in(tree: ast.Module) -> frozenset[str]:
    """All that the program may call and forget: by a name or an attribute, imported, or handed out as a coroutine.

    One that is awaited where it is called cannot be forgotten there; one that is only defined is called by nobody.
    """
    names: set[str] = set()
    coroutines: set[str] = set()
    ahead: list[ast.AST] = [tree]
    while ahead:
        match ahead.pop():
            case ast.Await(value=ast.Call(func=ast.Name() | ast.Attribute() as called) as call):
                ahead += [*ast.iter_child_nodes(called), *call.args, *call.keywords]
                continue
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name) as node:
                names.add(name)
            case ast.AsyncFunctionDef(name=name) as node:
                coroutines.add(name)
                names |= {name} if node.decorator_list else set()
            case ast.ClassDef() as node:
                names |= _methods_for_others(node)
            case node:
                pass
        ahead += ast.iter_child_nodes(node)
    return frozenset(names | coroutines if names & BY_STRINGS else names)


def _methods_for_others(node: ast.ClassDef) -> set[str]:
    """Coroutines that a base class may call, as Thread calls `run`."""
    methods = {each.name for each in node.body if isinstance(each, ast.AsyncFunctionDef)}
    return methods if node.bases or node.keywords or node.decorator_list else set()


def name_of_call(call: ast.Call) -> str:
    """`is_set` of `stop.is_set()`."""
    called = call.func
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def calls_of(names: frozenset[str], source: str) -> set[int]:
    """The lines at which the program calls a method of one of these names."""
    tree = tree_of(source)
    calls = (each for each in ast.walk(tree or ast.Module([], [])) if isinstance(each, ast.Call))
    return {each.lineno for each in calls if isinstance(each.func, ast.Attribute) and each.func.attr in names}


def line_of_the_only_call(name: str, source: str) -> tuple[int, ...]:
    """Where the program calls what has this name, if that is on one line."""
    tree = tree_of(source)
    calls = (each for each in ast.walk(tree or ast.Module([], [])) if isinstance(each, ast.Call))
    lines = {each.lineno for each in calls if name_of_call(each) == name}
    return tuple(lines) if len(lines) == 1 else ()
