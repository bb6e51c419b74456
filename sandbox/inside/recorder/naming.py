"""What the learner calls an object: the variable, attribute or argument that it is bound to where it is made.

The first objects of a process are named when they are made. A program that makes very many is neither to wait for that
nor to fill the buffer by it: the later ones are named when they are first used, if they ever are.
"""

from __future__ import annotations

import _ast
from collections.abc import Iterator
from itertools import islice
from types import CodeType, FrameType

from sandbox.inside.recorder.lines import PROGRAM, frame_in_program
from sandbox.inside.recorder.writing import NUMBERS, THIS, current
from sandbox.record_form import About

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

type Extent = tuple[int | None, int | None, int | None, int | None]
type Names = dict[Extent | int, str]
"""By the extent of a call (line, last line, column, last column), and by line for what has no exact extent."""
NAMED_WHEN_MADE = 1000


class Place:
    """Where objects of one kind are made: a call in a code, found again by its instruction."""

    __slots__ = ("_code", "_instruction", "_kind", "_line", "_name")

    def __init__(self, code: CodeType | None, instruction: int, kind: str) -> None:
        self._code, self._instruction, self._kind = code, instruction, kind
        self._name, self._line = "", 0

    def tell(self, number: int) -> None:
        """Tells that the object `number` was made here, and what it is called; its kind is its name if it has none."""
        if not self._name:
            self._find_name()
        current().tell(About.OBJECT, self._name, subject=number, line=self._line)

    def tell_late(self, number: int) -> None:
        """As `tell`; not where the buffer is kept for what is waited for. Twice does no harm."""
        if current().takes_holds:
            self.tell(number)

    def _find_name(self) -> None:
        name = ""
        if self._code is not None:
            positions = self._code.co_positions()
            call = next(islice(positions, self._instruction // 2, None), (None, None, None, None))
            names = names_of_program()
            self._line = call[0] or 0
            name = names.get(call) or names.get(self._line, "")
        self._name = name or self._kind


places: dict[tuple[int, int, str], Place] = {}
"""All where anything was made, by the identity of the code, which the place keeps, the instruction and the kind."""


def place_of(frame: FrameType | None, kind: str) -> Place:
    """Where in the program an object is made just now."""
    found = frame_in_program(frame)
    code, instruction = (None, 0) if found is None else (found.f_code, found.f_lasti)
    key = id(code), instruction, kind
    place = places.get(key)
    if place is None:
        place = places[key] = Place(code, instruction, kind)
    return place


def number_object(frame: FrameType | None, *, kind: str) -> int:
    """A new number for an object that is made just now, and its name told."""
    number = THIS.next_number()
    place_of(frame, kind).tell(number)
    return number


def number_for_use(frame: FrameType | None, kind: str) -> tuple[int, Place | None]:
    """As `number_object`; where a process has made many objects, the place that is to tell the name when it is used."""
    number = THIS.next_number()
    place = place_of(frame, kind)
    if number & NUMBERS > NAMED_WHEN_MADE:
        return number, place
    place.tell(number)
    return number, None


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
