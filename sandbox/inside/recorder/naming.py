"""What the learner calls an object: the variable, attribute or argument that it is bound to where it is made."""

from __future__ import annotations

import _ast
from collections.abc import Iterator
from itertools import islice
from types import FrameType

from sandbox.inside.recorder.lines import PROGRAM, frame_in_program
from sandbox.inside.recorder.writing import THIS, current
from sandbox.record_form import About

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

type Place = tuple[int | None, int | None, int | None, int | None]
type Names = dict[Place | int, str]
"""By the place of a call (line, last line, column, last column), and by line for what has no exact place."""


def tell_object(frame: FrameType | None, *, number: int, kind: str) -> None:
    """Tells that the object `number` was made; `kind` is its name if it has none."""
    found = frame_in_program(frame)
    name = name_at(found) if found is not None else ""
    current().tell(About.OBJECT, name or kind, subject=number, line=(found.f_lineno or 0) if found else 0)


def number_object(frame: FrameType | None, *, kind: str) -> int:
    """A new number for an object that is made just now, and its name told."""
    number = THIS.next_number()
    tell_object(frame, number=number, kind=kind)
    return number


def name_at(frame: FrameType) -> str:
    names = names_of_program()
    place = next(islice(frame.f_code.co_positions(), frame.f_lasti // 2, None), (None, None, None, None))
    return names.get(place) or names.get(frame.f_lineno, "")


cached: list[Names] = []


def names_of_program() -> Names:
    """Read once, when the first object is made."""
    if not cached:
        cached.append({})
        try:
            with open(PROGRAM, encoding="utf-8") as file:  # noqa: PTH123 - pathlib would cost every start of Python
                tree = compile(file.read(), PROGRAM, "exec", _ast.PyCF_ONLY_AST, dont_inherit=True)
        except (OSError, ValueError, SyntaxError):
            return cached[0]
        walk(tree, cached[0], "")
    return cached[0]


def walk(node: _ast.AST, names: Names, name: str) -> None:
    """`name`: what the value that the node makes is bound to."""
    if isinstance(node, _ast.Call) and name:
        names[node.lineno, node.end_lineno, node.col_offset, node.end_col_offset] = name
        names.setdefault(node.lineno, name)
    for each, its_name in parts_of(node, name):
        walk(each, names, its_name)


def parts_of(node: _ast.AST, name: str) -> Iterator[tuple[_ast.AST, str]]:
    """The parts of a node, each with what its value is bound to."""
    match node:
        case _ast.Assign(targets=[_ast.Tuple(elts=targets)], value=_ast.Tuple(elts=values)) if len(targets) == len(
            values
        ):
            yield from ((value, text_of(target)) for target, value in zip(targets, values, strict=True))
            return
        case _ast.Assign(targets=[target, *_]) | _ast.AnnAssign(target=target) | _ast.NamedExpr(target=target):
            name = text_of(target)
        case _ast.keyword(arg=str(argument)):
            name = argument
        case _ast.withitem(optional_vars=_ast.expr() as target):
            name = text_of(target)
        case _ast.stmt() | _ast.Lambda():
            name = ""
    for field in node._fields:
        found: Any = getattr(node, field, None)
        yield from ((each, name) for each in (found if isinstance(found, list) else [found]) if is_node(each))


def is_node(value: object) -> bool:
    return isinstance(value, _ast.AST)


def text_of(target: _ast.AST) -> str:
    match target:
        case _ast.Name(id=name):
            return str(name)
        case _ast.Attribute(value=value, attr=attribute):
            return f"{text_of(value)}.{attribute}"
        case _ast.Subscript(value=value, slice=_ast.Constant(value=key)):
            return f"{text_of(value)}[{key!r}]"
        case _ast.Subscript(value=value):
            return f"{text_of(value)}[…]"
        case _ast.Tuple(elts=[first, *rest]):
            return ", ".join(text_of(each) for each in [first, *rest])
    return ""
