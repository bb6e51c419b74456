"""What a program may use to be explored: an allow-list, checked on the syntax tree before its first line runs.

It keeps a learner from being judged wrongly, by what the explorer cannot see. It is no wall: those stand around it.
"""

import ast
import types
from typing import NoReturn

from sandbox.inside.explorer.rewriting.expressions import PREFIX
from sandbox.inside.explorer.world.world import Refused

MODULES = frozenset(
    (
        "__future__ abc array bisect collections collections.abc concurrent concurrent.futures contextlib copy "
        "dataclasses datetime decimal enum fractions functools heapq itertools json math numbers operator queue "
        "random re statistics string textwrap threading time types typing"
    ).split()
)
"""Ours where they have to do with threads and time, the library's where they stay in the process."""
TASK_MODULES = MODULES - {"threading", "queue", "concurrent", "concurrent.futures"} | {"asyncio"}
INSTEAD = {
    "threading": "the race lab follows either threads or tasks, not both in one program",
    "queue": "it is for threads; asyncio has a Queue of its own",
    "concurrent": "the race lab follows either threads or tasks, not both in one program",
    "asyncio": "tasks of an event loop are explored apart from threads",
    "multiprocessing": "processes share no memory, so their orders cannot be tried here; run it instead",
    "subprocess": "it follows no other programs",
    "socket": "it follows no connections",
    "signal": "it follows no signals",
    "os": "it follows nothing outside of the process",
    "sys": "it follows nothing of the interpreter's own",
    "logging": "use print",
}
BUILTINS_REFUSED = {
    "exec": "code made from text", "eval": "code made from text", "compile": "code made from text",
    "open": "files", "input": "input", "breakpoint": "a debugger", "globals": "names made from text",
    "locals": "names made from text", "vars": "names made from text", "__import__": "modules made from text",
    "help": "a pager", "license": "a pager", "copyright": "a pager", "credits": "a pager",
    "memoryview": "memory seen by two names", "id": "addresses, which differ from run to run",
}  # fmt: skip
DUNDERS = frozenset(
    (
        "__init__ __name__ __doc__ __enter__ __exit__ __len__ __iter__ __next__ __call__ __eq__ __ne__ __lt__ __le__ "
        "__gt__ __ge__ __hash__ __str__ __repr__ __bool__ __contains__ __getitem__ __setitem__ __delitem__ __add__ "
        "__iadd__ __sub__ __isub__ __post_init__ __new__ __class__ __slots__ __qualname__ __all__ __file__ __main__ "
        "__annotations__ __match_args__ __class_getitem__ __init_subclass__ __set_name__ __format__ __int__ __float__ "
        "__index__ __mul__ __radd__ __neg__ __abs__ __reversed__ __missing__ __copy__ __deepcopy__ __debug__ "
        "__version__ __author__ __getattr__ __get__ __set__ __delete__ __truediv__ __floordiv__ __mod__ __pow__ "
        "__and__ __or__ __xor__ __rsub__ __rmul__ __imul__ __rtruediv__ __invert__ __pos__ __round__ __divmod__ "
        "__cause__"
    ).split()
)
INNARDS = frozenset(
    name
    for cls in (
        types.FrameType, types.CodeType, types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType,
        types.TracebackType,
    )
    for name in dir(cls)
    if name.startswith(("gi_", "cr_", "ag_", "f_", "tb_", "co_"))
)  # fmt: skip
"""Frames, code and what hangs on generators: with them a program could see the explorer, and change it."""
PLAIN_CLASSES = frozenset("int float complex bool str bytes list dict tuple set frozenset".split())
MOST_CHARACTERS = 100_000


def check(tree: ast.Module, *, has_tasks: bool = False) -> None:
    """Raises Refused, with a sentence and a line, for the first thing that the explorer cannot follow.

    `has_tasks`: a program of asyncio, which has no threads.
    """
    own = {name for node in ast.walk(tree) for name in _bound_by(node)}
    known = TASK_MODULES if has_tasks else MODULES
    if not has_tasks:
        _check_patterns(tree)
    for node in ast.walk(tree):
        _check(node, own, known)
        if isinstance(node, ast.AsyncFunctionDef | ast.AsyncFor | ast.AsyncWith | ast.Await) and not has_tasks:
            _refuse(f"{INSTEAD['asyncio']}", node)


def _check_patterns(tree: ast.Module) -> None:
    """A value in a pattern is read where nobody can announce it, so nothing may give it another."""
    changed = {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load)
    }
    is_any = any(isinstance(node, ast.Name) and node.id in ("setattr", "delattr") for node in ast.walk(tree))
    for node in ast.walk(tree):
        name = node.value.attr if isinstance(node, ast.MatchValue) and isinstance(node.value, ast.Attribute) else None
        if name is not None and (is_any or name in changed):
            _refuse(f"a pattern reads “{ast.unparse(node)}”, which the program changes; ask with “if”", node)


def is_of_tasks(tree: ast.Module) -> bool:
    """Whether the program imports asyncio."""
    names = (each for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names)
    froms = (node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return "asyncio" in {*(each.name for each in names), *froms}


def _check(node: ast.AST, own: set[str], known: frozenset[str]) -> None:
    for name in _bound_by(node):
        _check_word(name, node)
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        _check_import(node, known)
    match node:
        case ast.Name(id=name):
            if name in BUILTINS_REFUSED and name not in own:
                _refuse(f"“{name}” brings in {BUILTINS_REFUSED[name]}, which it cannot follow", node)
            _check_word(name, node)
        case ast.Attribute(attr=name):
            _check_word(name, node, is_attribute=True)
        case ast.keyword(arg=str(name)):
            _check_word(name, node)
        case ast.MatchClass() if not _is_plain_pattern(node):
            _refuse("a pattern that looks into an object reads what nobody announces; ask with “if”", node)


def _check_import(node: ast.Import | ast.ImportFrom, known: frozenset[str]) -> None:
    if isinstance(node, ast.Import):
        for each in node.names:
            _check_module(each.name, node, known)
        return
    _check_module("." * node.level + (node.module or ""), node, known)
    if any(each.name == "*" for each in node.names):
        _refuse("“import *” hides which names there are; import them by name", node)


def _is_plain_pattern(node: ast.MatchClass) -> bool:
    is_plain = isinstance(node.cls, ast.Name) and node.cls.id in PLAIN_CLASSES
    return is_plain or not (node.patterns or node.kwd_attrs)


def _bound_by(node: ast.AST) -> list[str]:
    """The names that a node binds, other than attributes, and those that an import takes from a module."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.MatchMapping(rest=str(name)):
            return [name]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return [name]
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            return names
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            return [name for each in aliases for name in (each.name.partition(".")[0], each.asname or "")]
    return [node.name] if isinstance(node, TYPE_PARAMETERS) else []  # type: ignore[attr-defined]


TYPE_PARAMETERS: tuple[type[ast.AST], ...] = tuple(
    getattr(ast, name) for name in ("TypeVar", "TypeVarTuple", "ParamSpec") if hasattr(ast, name)
)


def _check_module(name: str, node: ast.stmt, known: frozenset[str]) -> None:
    if name not in known:
        _refuse(reason_against_module(name), node)


def reason_against_module(name: str) -> str:
    first = name.partition(".")[0]
    reason = INSTEAD.get(first, "it knows the threads of this process, and the parts of the library that stay in it")
    return f"“{name}” cannot be imported here: {reason}"


def _check_word(name: str, node: ast.AST, *, is_attribute: bool = False) -> None:
    reason = reason_against(name, is_attribute=is_attribute)
    if reason is not None:
        _refuse(reason, node)


def reason_against(name: str, *, is_attribute: bool = False) -> str | None:
    """Why a name may not be used, or an attribute; None where it may."""
    if name.startswith(PREFIX):
        return f"names that begin with “{PREFIX}” are its own"
    if name.startswith("__") and name.endswith("__") and name not in DUNDERS:
        return f"“{name}” reaches into Python itself, where it cannot follow"
    if is_attribute and name in INNARDS:
        return f"“{name}” reaches into a frame or code, where it cannot follow"
    return None


def _refuse(reason: str, node: ast.AST) -> NoReturn:
    line = getattr(node, "lineno", 0)
    raise Refused(f"The race lab cannot explore this program (line {line}): {reason}.", line)
