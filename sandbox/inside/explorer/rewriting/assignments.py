"""Rewrites assignments: to names, attributes, items, several at once, in place; and what takes them away."""

import ast

from sandbox.inside.explorer.rewriting.expressions import PREFIX, Expressions

Target = ast.expr


class Assignments(Expressions):
    """A `visit_…` returns the several statements that do what it did."""

    temporaries = 0

    def temporary(self, at: ast.AST) -> ast.Name:
        Assignments.temporaries += 1
        return ast.copy_location(ast.Name(f"{PREFIX}{Assignments.temporaries}", ast.Load()), at)

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:  # noqa: N802
        value = self.visit(node.value)
        if any(isinstance(each, (ast.Tuple, ast.List)) for each in node.targets) and not isinstance(
            node.value, ast.Tuple
        ):
            value = self.call("spread", self.place(node.value), value, at=node.value)
        if len(node.targets) == 1:
            return self.assign(node.targets[0], value)
        if all(isinstance(each, ast.Name) and not self.scope.is_shared(each.id) for each in node.targets):
            node.value = value
            return [node]
        kept = self.temporary(node)
        first = ast.copy_location(ast.Assign([stored_as(kept)], value), node)
        return [first, *(each for target in node.targets for each in self.assign(target, kept))]

    def visit_AnnAssign(self, node: ast.AnnAssign) -> list[ast.stmt] | ast.stmt:  # noqa: N802
        if node.value is None:
            return node
        if isinstance(node.target, ast.Name):
            node.value = self.stored(node.target, self.visit(node.value))
            return node
        return self.assign(node.target, self.visit(node.value))

    def assign(self, target: Target, value: ast.expr) -> list[ast.stmt]:
        """Statements that give a target the value, as Python would."""
        if isinstance(target, ast.Name):
            return [ast.copy_location(ast.Assign([target], self.stored(target, value)), target)]
        if isinstance(target, ast.Attribute):
            store = self.call(
                "store_attribute", self.place(target), value, self.visit(target.value), self.name_of(target), at=target
            )
            return [ast.copy_location(ast.Expr(store), target)]
        if isinstance(target, ast.Subscript):
            place, thing, key = self.place(target), self.visit(target.value), self.key_of(target)
            return [ast.copy_location(ast.Expr(self.call("store_item", place, value, thing, key, at=target)), target)]
        later: list[ast.stmt] = []
        simple = self.simplified(target, later)
        return [ast.copy_location(ast.Assign([simple], value), target), *later]

    def simplified(self, target: Target, later: list[ast.stmt]) -> Target:
        """A target with plain names in place of what must be announced; what gives them on comes later."""
        if isinstance(target, (ast.Tuple, ast.List)):
            target.elts = [self.simplified(each, later) for each in target.elts]
            return target
        if isinstance(target, ast.Starred):
            target.value = self.simplified(target.value, later)
            return target
        if isinstance(target, ast.Name) and not self.scope.is_shared(target.id):
            return target
        kept = self.temporary(target)
        later.extend(self.assign(target, kept))
        return stored_as(kept)

    def visit_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:  # noqa: N802
        target, before, written = node.target, list[ast.stmt](), ast.unparse(node.target)
        if isinstance(target, ast.Name):
            loaded: ast.expr = ast.copy_location(ast.Name(target.id, ast.Load()), target)
        elif isinstance(target, ast.Attribute):
            thing = self._kept(target.value, before)
            target.value = thing
            loaded = ast.copy_location(ast.Attribute(thing, target.attr, ast.Load()), target)
        else:
            thing, key = self._kept(target.value, before), self._kept_key(target, before)
            target.value, target.slice = thing, key
            loaded = ast.copy_location(ast.Subscript(thing, key, ast.Load()), target)
        target.written = loaded.written = written  # type: ignore[union-attr,attr-defined]
        operator = ast.Name(f"{PREFIX}i{type(node.op).__name__}", ast.Load())
        value = self.call("in_place", self.place(node), operator, self.visit(loaded), self.visit(node.value), at=node)
        return [*before, *self.assign(target, value)]

    def _kept(self, node: ast.expr, before: list[ast.stmt]) -> ast.Name:
        kept = self.temporary(node)
        before.append(ast.copy_location(ast.Assign([stored_as(kept)], self.visit(node)), node))
        return kept

    def _kept_key(self, node: ast.Subscript, before: list[ast.stmt]) -> ast.Name:
        kept = self.temporary(node)
        before.append(ast.copy_location(ast.Assign([stored_as(kept)], self.key_of(node)), node))
        return kept

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:  # noqa: N802
        return [each for target in node.targets for each in self._delete(target)]

    def _delete(self, target: Target) -> list[ast.stmt]:
        if isinstance(target, ast.Attribute):
            act = self.call(
                "delete_attribute", self.place(target), self.visit(target.value), self.name_of(target), at=target
            )
        elif isinstance(target, ast.Subscript):
            act = self.call("delete_item", self.place(target), self.visit(target.value), self.key_of(target), at=target)
        elif isinstance(target, ast.Name) and self.scope.is_shared(target.id):
            announced = ast.copy_location(ast.Expr(self.stored(target, ast.Constant(None))), target)
            return [announced, ast.copy_location(ast.Delete([target]), target)]
        else:
            return [ast.copy_location(ast.Delete([target]), target)]
        return [ast.copy_location(ast.Expr(act), target)]


def deleted(name: ast.Name) -> ast.Name:
    return ast.copy_location(ast.Name(name.id, ast.Del()), name)


def stored_as(name: ast.Name) -> ast.Name:
    return ast.copy_location(ast.Name(name.id, ast.Store()), name)
