"""Rewrites statements: loops, conditions, handlers, definitions."""

import ast

from sandbox.inside.explorer.rewriting.assignments import Assignments, deleted, stored_as
from sandbox.inside.explorer.rewriting.scopes import Scope
from sandbox.inside.explorer.rewriting.spinning import Asking
from sandbox.inside.explorer.world.world import Refused


class Statements(Assignments):
    """A `visit_…` returns the statement, or the several that do what it did."""

    def __init__(self, scopes: dict[ast.AST, Scope], asking: Asking) -> None:
        super().__init__(scopes)
        self.asking = asking

    def body(self, statements: list[ast.stmt]) -> list[ast.stmt]:
        done: list[ast.stmt] = []
        for each in statements:
            result = self.visit(each)
            if each in self.asking.acting:
                done.append(self._tick(each, "act"))
            done.extend(result if isinstance(result, list) else [result])
            if each in self.asking.acting_if_done:
                done.append(self._tick(each, "act"))
        return done

    # Conditions and loops

    def visit_If(self, node: ast.If) -> ast.stmt:  # noqa: N802
        node.test, node.body, node.orelse = self.looked_at(node.test), self.body(node.body), self.body(node.orelse)
        return node

    def visit_While(self, node: ast.While) -> ast.stmt | list[ast.stmt]:  # noqa: N802
        is_asking = node in self.asking.loops
        node.test = self.looked_at(node.test)
        node.body, node.orelse = self.body(node.body), self.body(node.orelse)
        node.body.insert(0, self._tick(node, "spin" if is_asking else "tick"))
        return [self._tick(node, "ask"), node] if is_asking else node

    def visit_For(self, node: ast.For) -> ast.stmt:  # noqa: N802
        later: list[ast.stmt] = []
        node.iter, node.target = self.iterated(node.iter, node.target), self.simplified(node.target, later)
        node.body, node.orelse = [self._tick(node), *later, *self.body(node.body)], self.body(node.orelse)
        return node

    def _tick(self, node: ast.stmt, act: str = "tick") -> ast.stmt:
        return ast.copy_location(ast.Expr(self.call(act, at=node)), node)

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:  # noqa: N802
        node.test = self.looked_at(node.test)
        node.msg = node.msg and self.visit(node.msg)
        return node

    def visit_Match(self, node: ast.Match) -> ast.stmt:  # noqa: N802
        """A guard may be a step: where it says no, the subject is looked at again."""
        kept, place = self.temporary(node), self.place(node.subject)
        subject = ast.copy_location(ast.NamedExpr(stored_as(kept), self.looked_at(node.subject)), node.subject)
        node.subject = subject if any(case.guard for case in node.cases) else subject.value
        for case in node.cases:
            self._check_captures(case.pattern)
            if case.guard is not None:
                again = self.call("again", place, kept, at=case.guard)
                case.guard = ast.copy_location(ast.BoolOp(ast.Or(), [self.looked_at(case.guard), again]), case.guard)
            case.body = self.body(case.body)
        return node

    def _check_captures(self, pattern: ast.pattern) -> None:
        for each in ast.walk(pattern):
            name = getattr(each, "name", None) or getattr(each, "rest", None)
            if isinstance(name, str) and self.scope.is_shared(name):
                line = getattr(each, "lineno", 0)
                sentence = f"a pattern binds “{name}”, which other functions see; bind another name, and assign that"
                raise Refused(f"The race lab cannot explore this program (line {line}): {sentence}.", line)
            if isinstance(each, ast.Name) and self.scope.is_shared(each.id):
                sentence = f"a pattern reads “{each.id}”, which others may change meanwhile; ask with “if”"
                raise Refused(
                    f"The race lab cannot explore this program (line {each.lineno}): {sentence}.", each.lineno
                )

    def visit_With(self, node: ast.With) -> ast.stmt:  # noqa: N802
        later: list[ast.stmt] = []
        for item in node.items:
            item.context_expr = self.visit(item.context_expr)
            if isinstance(item.optional_vars, (ast.Tuple, ast.List)):
                target, kept = item.optional_vars, self.temporary(node)
                later.extend(self.assign(target, self.call("spread", self.place(target), kept, at=target)))
                item.optional_vars = stored_as(kept)
            item.optional_vars = item.optional_vars and self.simplified(item.optional_vars, later)
        node.body = [*later, *self.body(node.body)]
        return node

    def visit_Try(self, node: ast.Try | ast.TryStar) -> ast.stmt:  # noqa: N802
        """An execution that is over unwinds through every handler: none may swallow that."""
        node.body, node.orelse, node.finalbody = self.body(node.body), self.body(node.orelse), self.body(node.finalbody)
        for handler in node.handlers:
            handler.type = handler.type and self.visit(handler.type)
            caught = ast.copy_location(ast.Expr(self.call("caught", at=handler)), handler)
            handler.body = [caught, *self._handled(handler, self.body(handler.body))]
        return node

    visit_TryStar = visit_Try  # noqa: N815

    def _handled(self, handler: ast.ExceptHandler, body: list[ast.stmt]) -> list[ast.stmt]:
        """A name for the error that other functions see is given at the beginning, and taken away at the end."""
        if handler.name is None or not self.scope.is_shared(handler.name):
            return body
        name, kept = ast.copy_location(ast.Name(handler.name, ast.Store()), handler), self.temporary(handler)
        handler.name = kept.id
        end = [*self.assign(name, ast.Constant(None)), ast.copy_location(ast.Delete([deleted(name)]), handler)]
        return [*self.assign(name, kept), ast.copy_location(ast.Try(body, [], [], end), handler)]

    # Definitions

    def decorated(self, node: ast.FunctionDef | ast.ClassDef) -> list[ast.expr]:
        """What decorates it; last of all, just before other functions can see the name, what says so."""
        decorators: list[ast.expr] = [self.visit(each) for each in node.decorator_list]
        if not self.scope.is_shared(node.name):
            return decorators
        return [self.storing(ast.copy_location(ast.Name(node.name, ast.Load()), node)), *decorators]

    def _visit_import(self, node: ast.Import | ast.ImportFrom) -> list[ast.stmt]:
        """What other functions see is imported by a name of its own, and assigned."""
        later: list[ast.stmt] = []
        for each in node.names:
            bound = each.asname or each.name.partition(".")[0]
            if self.scope.is_shared(bound):
                kept = self.temporary(node)
                each.name, each.asname = each.name if each.asname else bound, kept.id
                later.extend(self.assign(ast.copy_location(ast.Name(bound, ast.Store()), node), kept))
        return [node, *later]

    visit_Import = visit_ImportFrom = _visit_import  # noqa: N815

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.stmt:  # noqa: N802
        node.decorator_list = self.decorated(node)
        self.visit_defaults(node.args)
        outer, self.scope = self.scope, self.scopes[node]
        documentation = node.body[:1] if ast.get_docstring(node) is not None else []
        node.body = [*documentation, self._tick(node, "enter"), *self.body(node.body[len(documentation) :])]
        self.scope = outer
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.stmt:  # noqa: N802
        node.decorator_list = self.decorated(node)
        node.bases = [self.visit(each) for each in node.bases]
        node.keywords = [ast.keyword(each.arg, self.visit(each.value)) for each in node.keywords]
        outer, self.scope = self.scope, self.scopes[node]
        node.body = self.body(node.body)
        self.scope = outer
        return node


def rewritten(tree: ast.Module, statements: Statements) -> ast.Module:
    """The tree of a program that announces its accesses; the places it announces are then in `statements.places`."""
    statements.scope = statements.scopes[tree]
    docstring = tree.body[:1] if ast.get_docstring(tree) is not None else []
    futures = [each for each in tree.body if isinstance(each, ast.ImportFrom) and each.module == "__future__"]
    rest = [each for each in tree.body if each not in docstring and each not in futures]
    tree.body = [*docstring, *futures, *statements.body(rest)]
    return ast.fix_missing_locations(tree)
