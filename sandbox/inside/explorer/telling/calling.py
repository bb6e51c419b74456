"""What steps are called, so that two things never bear one name, and one thing never two.

A text like `source.balance` is one account in one thread and another in the next. Where that is so, the name by which
the program can reach the account is told in its place, else its class and a number: `Account#2.balance`.
"""

import ast
from collections import defaultdict
from functools import cache

from sandbox.inside.explorer.telling.naming import names_of
from sandbox.inside.explorer.world.operations import Operation
from sandbox.inside.explorer.world.world import World


class Calling:
    """Of one execution, as far as it went."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._heads: dict[int, list[str]] = defaultdict(list)
        self._things: dict[str, set[int]] = defaultdict(set)
        self._subjects: dict[int, object] = {}
        for step in world.steps:
            self._note(step.operation)
        self._names = names_of(world) if any(self._is_unclear(thing) for thing in self._subjects) else {}

    def _note(self, operation: Operation) -> None:
        head, tail = parted(operation.label)
        if not tail or operation.subject is None:
            return
        thing = id(operation.subject)
        self._subjects[thing] = operation.subject
        self._things[head].add(thing)
        if head not in self._heads[thing]:
            self._heads[thing].append(head)

    def label_of(self, operation: Operation) -> str:
        """Of an operation that has one."""
        _, tail = parted(operation.label)
        thing = id(operation.subject)
        if not tail or not self._is_unclear(thing):
            return operation.label
        return f"{self._name(thing)}{tail}"

    def _is_unclear(self, thing: int) -> bool:
        heads = self._heads.get(thing, ())
        return len(heads) > 1 or any(len(self._things[head]) > 1 for head in heads)

    def _name(self, thing: int) -> str:
        if thing in self._names:
            return self._names[thing]
        first = self._heads[thing][0]
        if len(self._things[first]) == 1:
            return first
        kind = type(self._subjects[thing])
        alike = [other for other, subject in self._subjects.items() if type(subject) is kind]
        alike.sort(key=lambda other: self._world.number_of(self._subjects[other]))
        return f"{kind.__name__}#{alike.index(thing) + 1}"


@cache
def parted(label: str) -> tuple[str, str]:
    """Of `source.balance` what it is about, `source`, and the rest; all of it and "" where it is neither of these."""
    try:
        tree = ast.parse(label, mode="eval").body
    except (SyntaxError, ValueError):
        return label, ""
    if not isinstance(tree, (ast.Attribute, ast.Subscript)):
        return label, ""
    told = label.encode()
    end = tree.value.end_col_offset or 0
    return told[:end].decode(), told[end:].decode()
