"""Loops that ask: a round of one that saw nothing new leaves everything as it was, and need not be tried twice.

Some only ask (`while not ready: pass`). Others do something about what they are given, and until then ask: a worker
that tries to get a job, with a time-out, until it is told to end. In those, what leaves something behind is marked.
"""

import ast
from dataclasses import dataclass, field

ASKING = frozenset(
    (
        "is_set isSet locked empty full qsize is_alive done running cancelled acquire get get_nowait sleep wait join"
    ).split()
)
"""Calls that change nothing, or, as a try to acquire or to get, nothing where they fail."""
HARMLESS = frozenset("len all any bool".split())
DUNDERS = frozenset(
    "__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __bool__ __len__ __contains__ __getitem__ __getattr__ __get__ "
    "__call__ __iter__ __next__ __enter__ __exit__ __hash__".split()
)
"""What an expression may call without naming it."""


@dataclass(frozen=True)
class Asking:
    """The loops of a program that ask, and their statements that leave something behind."""

    loops: frozenset[ast.AST] = frozenset()
    acting: frozenset[ast.AST] = frozenset()
    """Whatever comes of them."""
    acting_if_done: frozenset[ast.AST] = frozenset()
    """But not where what they ask for raises."""


def asking_loops(tree: ast.Module) -> Asking:
    """Those of a program as it was written."""
    spinning = Spinning()
    spinning.learn(tree)
    loops, acting, acting_if_done = set[ast.AST](), set[ast.AST](), set[ast.AST]()
    for node in ast.walk(tree):
        spinning.acting, spinning.acting_if_done = set(), set()
        if isinstance(node, ast.While) and spinning.may_ask(node):
            loops.add(node)
            acting |= spinning.acting
            acting_if_done |= spinning.acting_if_done
    return Asking(frozenset(loops), frozenset(acting), frozenset(acting_if_done))


@dataclass
class Spinning:
    """Knows the functions that the program defines: one of them asks only if nothing in it does anything else."""

    functions: dict[str, list[ast.FunctionDef]] = field(default_factory=dict)
    methods: set[str] = field(default_factory=set)
    acting: set[ast.AST] = field(default_factory=set)
    acting_if_done: set[ast.AST] = field(default_factory=set)
    _known: dict[str, bool] = field(default_factory=dict)

    def learn(self, tree: ast.Module) -> None:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                self.functions.setdefault(node.name, []).append(node)
            if isinstance(node, ast.ClassDef):
                self.methods.update(each.name for each in node.body if isinstance(each, ast.FunctionDef))

    def may_ask(self, loop: ast.While) -> bool:
        """Whether some round of the loop may leave nothing behind but the answer it waits for; marks what does."""
        if not all(self._is_asking(name) for name in DUNDERS.intersection(self.functions)):
            return False
        return self._asks(loop.test) and self._may_pass(loop.body)

    def _may_pass(self, statements: list[ast.stmt]) -> bool:
        """Whether one can come by them, or out of them by an error, and leave nothing behind; marks those that do."""
        may_go_on = any(isinstance(node, ast.Continue) for each in statements for node in ast.walk(each))
        passing = [self._may_pass_by(each) for each in statements]
        return all(passing) or may_go_on

    def _may_pass_by(self, statement: ast.stmt) -> bool:
        if self._is_idle(statement):
            return True
        match statement:
            case ast.If(test=test, body=body, orelse=orelse) if self._asks(test):
                passing = [self._may_pass(body), self._may_pass(orelse)]
                return any(passing)
            case ast.With(body=body) if self._holds_locks(statement):
                return self._may_pass(body)
            case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=finalbody):
                for each in handlers:
                    if each.name is not None:
                        self.acting.update(each.body[:1])
                caught = [each.name is None and self._may_pass(each.body) for each in handlers]
                passed = [self._may_pass(body), self._may_pass(orelse)]
                return self._may_pass(finalbody) and (any(caught) or all(passed))
            case ast.Assign(value=value, targets=[ast.Name()]) if self._asks(value):
                self.acting_if_done.add(statement)
            case _:
                self.acting.add(statement)
        return False

    def _is_asking(self, name: str) -> bool:
        """Of the functions by that name; while it is being found out, one that calls itself is taken for one."""
        if name not in self._known:
            self._known[name] = True
            self._known[name] = all(
                self._is_idle(each) for function in self.functions[name] for each in _without_docstring(function)
            )
        return self._known[name]

    def _is_idle(self, statement: ast.stmt) -> bool:
        match statement:
            case ast.Pass() | ast.Continue() | ast.Break():
                return True
            case ast.Return(value=value):
                return value is None or self._asks(value)
            case ast.Expr(value=value):
                return self._asks(value)
            case ast.If(test=test, body=body, orelse=orelse):
                return self._asks(test) and all(map(self._is_idle, [*body, *orelse]))
            case ast.With(body=body):
                return self._holds_locks(statement) and all(map(self._is_idle, body))
        return False

    def _holds_locks(self, statement: ast.With) -> bool:
        are_locks = all(isinstance(each.context_expr, (ast.Name, ast.Attribute)) for each in statement.items)
        return are_locks and all(each.optional_vars is None for each in statement.items)

    def _asks(self, expression: ast.expr) -> bool:
        """An expression without a call that might change something, and without an assignment."""
        for node in ast.walk(expression):
            if isinstance(node, (ast.NamedExpr, ast.Yield, ast.YieldFrom, ast.Await, ast.GeneratorExp, ast.Lambda)):
                return False
            if isinstance(node, ast.Attribute) and node.attr in self.methods and not self._is_asking(node.attr):
                return False
            if isinstance(node, ast.Call) and not self._is_asking_call(node):
                return False
        return True

    def _is_asking_call(self, call: ast.Call) -> bool:
        if isinstance(call.func, ast.Attribute):
            name, own = call.func.attr, self.methods
        else:
            name, own = getattr(call.func, "id", ""), set(self.functions)
        return self._is_asking(name) if name in own else name in ASKING | HARMLESS


def _without_docstring(function: ast.FunctionDef) -> list[ast.stmt]:
    return function.body[1:] if ast.get_docstring(function) is not None else function.body
