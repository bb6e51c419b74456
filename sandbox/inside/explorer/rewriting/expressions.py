"""Rewrites expressions: names, attributes, items, calls, operators, and what is looked at whole."""

import ast
from typing import TypeVar

from sandbox.inside.explorer.rewriting.scopes import Comprehension, Scope, mangled
from sandbox.inside.explorer.world.sharing import Place
from sandbox.inside.explorer.world.world import Refused

Node = TypeVar("Node", bound=ast.AST)
PREFIX = "_il_"
"""What the rewritten program calls begins so; a program that uses such names is refused."""


class Expressions(ast.NodeTransformer):
    """Each `visit_…` returns an expression that does what was written, and announces it."""

    def __init__(self, scopes: dict[ast.AST, Scope]) -> None:
        self.scopes = scopes
        self.places: list[Place] = [Place(0, "")]
        """The first is for what is touched where the text does not show it."""
        self.scope: Scope

    def place(self, node: ast.AST) -> ast.Constant:
        """Where something is touched; what stands for an expression of the program is called as that was `written`."""
        label = getattr(node, "written", "") or (ast.unparse(node) if isinstance(node, ast.expr) else "")
        self.places.append(Place(node.lineno, label if len(label) <= 60 else label[:59] + "…"))  # type: ignore[attr-defined]
        return ast.Constant(len(self.places) - 1)

    def call(self, function: str, *args: ast.expr, at: Node) -> ast.Call:
        return ast.copy_location(ast.Call(ast.Name(PREFIX + function, ast.Load()), list(args), []), at)

    def inside(self, node: ast.AST, parts: list[ast.AST]) -> list[ast.AST]:
        """Visits some children of a node in the scope that it opens."""
        outer, self.scope = self.scope, self.scopes[node]
        visited = [self.visit(each) for each in parts]
        self.scope = outer
        return visited

    # Names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if not isinstance(node.ctx, ast.Load) or not self.scope.is_shared(node.id):
            return node
        if self.scope.home_of(node.id).outer is None:
            return self.call("load_global", self.place(node), ast.Constant(node.id), at=node)
        return self.call("load_cell", self.place(node), _look(node), at=node)

    def stored(self, name: ast.Name, value: ast.expr) -> ast.expr:
        """The value of an assignment to a name, announced if the name is shared."""
        if not self.scope.is_shared(name.id):
            return value
        if self.scope.home_of(name.id).outer is None:
            return self.call("store_global", self.place(name), ast.Constant(name.id), value, at=name)
        return self.call("store_cell", self.place(name), _look(name), value, at=name)

    def storing(self, name: ast.Name) -> ast.expr:
        """A function of the value that a shared name is given: it announces that, and returns the value."""
        act = self.stored(name, ast.Constant(None))
        assert isinstance(act, ast.Call)
        return self.call("partial", act.func, *act.args[:-1], at=name)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        node.value = self.stored(node.target, self.visit(node.value))
        return node

    # Attributes and items

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if not isinstance(node.ctx, ast.Load):
            return self.generic_visit(node)  # type: ignore[return-value]
        place = self.place(node)
        return self.call("load_attribute", place, self.visit(node.value), self.name_of(node), at=node)

    def name_of(self, node: ast.Attribute) -> ast.Constant:
        """The attribute's name, mangled as Python would in a class."""
        return ast.copy_location(ast.Constant(mangled(node.attr, self.scope)), node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if not isinstance(node.ctx, ast.Load):
            return self.generic_visit(node)  # type: ignore[return-value]
        place = self.place(node)
        return self.call("load_item", place, self.visit(node.value), self.key_of(node), at=node)

    def key_of(self, node: ast.Subscript) -> ast.expr:
        """A slice as the object that Python would make of it."""
        return self._key(node.slice)

    def _key(self, key: ast.expr) -> ast.expr:
        if isinstance(key, ast.Slice):
            parts = [
                ast.Constant(None) if each is None else self.visit(each) for each in (key.lower, key.upper, key.step)
            ]
            return ast.copy_location(ast.Call(ast.Name(PREFIX + "slice", ast.Load()), parts, []), key)
        if isinstance(key, ast.Tuple):
            return ast.copy_location(ast.Tuple([self._key(each) for each in key.elts], ast.Load()), key)
        return self.visit(key)  # type: ignore[no-any-return]

    # Calls and operators

    def visit_Call(self, node: ast.Call) -> ast.expr:
        place = self.place(node)
        is_super = isinstance(node.func, ast.Name) and node.func.id == "super"
        function = node.func if is_super else self.call("called", place, self.visit(node.func), at=node.func)
        args = [self.visit(each) for each in node.args]
        keywords = [ast.keyword(each.arg, self.given(each.value, is_spread=each.arg is None)) for each in node.keywords]
        return ast.copy_location(ast.Call(function, args, keywords), node)

    def given(self, node: ast.expr, *, is_spread: bool) -> ast.expr:
        value: ast.expr = self.visit(node)
        return self.call("spread", self.place(node), value, at=node) if is_spread else value

    def visit_Starred(self, node: ast.Starred) -> ast.expr:
        if isinstance(node.ctx, ast.Load):
            node.value = self.given(node.value, is_spread=True)
            return node
        return self.generic_visit(node)  # type: ignore[return-value]

    def visit_Dict(self, node: ast.Dict) -> ast.expr:
        pairs = zip(node.keys, node.values, strict=True)
        node.values = [self.given(each, is_spread=key is None) for key, each in pairs]
        node.keys = [key and self.visit(key) for key in node.keys]
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        place, left, right = self.place(node), self.visit(node.left), self.visit(node.right)
        if not isinstance(node.op, (ast.Mult, ast.Mod)) and (_joins_alone(node.left) or _joins_alone(node.right)):
            node.left, node.right = left, right
            return node
        return self.call("binary", place, ast.Name(PREFIX + type(node.op).__name__, ast.Load()), left, right, at=node)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        place, is_chain = self.place(node), len(node.ops) > 1
        values: list[ast.expr] = [self.visit(each) for each in (node.left, *node.comparators)]
        if all(isinstance(each, (ast.Is, ast.IsNot)) for each in node.ops):
            node.left, *node.comparators = values
            return node
        if not is_chain:
            return self.call(
                "binary", place, ast.Name(PREFIX + type(node.ops[0]).__name__, ast.Load()), *values, at=node
            )
        if any(isinstance(each, (ast.Is, ast.IsNot)) for each in node.ops):
            sentence = "“is” in a chain of comparisons; compare one after another"
            raise Refused(f"The race lab cannot explore this program (line {node.lineno}): {sentence}.", node.lineno)
        chained: list[ast.expr] = [self.call("compared", place, each, at=each) for each in values]
        node.left, *node.comparators = chained
        return node

    def looked_at(self, node: ast.expr) -> ast.expr:
        """A value that is looked at whole, such as a condition."""
        visited: ast.expr = self.visit(node)
        if _is_plain(node) or isinstance(node, (ast.Compare, ast.BoolOp, ast.UnaryOp)):
            return visited
        return self.call("operand", self.place(node), visited, at=node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        node.values = [self.looked_at(each) for each in node.values]
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        node.operand = self.looked_at(node.operand)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        node.test, node.body, node.orelse = self.looked_at(node.test), self.visit(node.body), self.visit(node.orelse)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.expr:
        """The value is made a text by the explorer, since its specification may be a step that comes before."""
        place, value = self.place(node.value), self.visit(node.value)
        text = ast.Constant("") if node.format_spec is None else self.visit(node.format_spec)
        node.value = self.call("formatted", place, value, ast.Constant(node.conversion), text, at=node)
        node.conversion, node.format_spec = -1, None
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.expr:
        node.value = self.call("delegate", self.place(node.value), self.visit(node.value), at=node.value)
        return node

    # Scopes within expressions

    def visit_Lambda(self, node: ast.Lambda) -> ast.expr:
        self.visit_defaults(node.args)
        (body,) = self.inside(node, [node.body])
        entered = self.call("enter", at=node)
        node.body = ast.copy_location(ast.BoolOp(ast.Or(), [entered, body]), node)  # type: ignore[list-item]
        return node

    def visit_defaults(self, args: ast.arguments) -> None:
        args.defaults = [self.visit(each) for each in args.defaults]
        args.kw_defaults = [each and self.visit(each) for each in args.kw_defaults]

    def iterated(self, node: ast.expr, target: ast.expr) -> ast.expr:
        visited: ast.expr = self.visit(node)
        if isinstance(target, (ast.Tuple, ast.List)):
            return self.call("unpacking", self.place(node), visited, at=node)
        if isinstance(node, (ast.Constant, ast.GeneratorExp)):
            return visited
        return self.call("iterate", self.place(node), visited, at=node)

    def _visit_comprehension(self, node: Comprehension) -> ast.expr:
        first = self.iterated(node.generators[0].iter, node.generators[0].target)
        outer, self.scope = self.scope, self.scopes[node]
        for index, each in enumerate(node.generators):
            _check_target(each.target)
            each.iter = self.iterated(each.iter, each.target) if index else first
            if self.scope.is_handed_out:
                each.iter = self.call("handed_out", each.iter, at=node)
            each.ifs = [self.call("round", at=node), *(self.looked_at(condition) for condition in each.ifs)]
        if isinstance(node, ast.DictComp):
            node.key, node.value = self.visit(node.key), self.visit(node.value)
        else:
            node.elt = self.visit(node.elt)
        self.scope = outer
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _visit_comprehension  # noqa: N815


def _check_target(target: ast.expr) -> None:
    for each in ast.walk(target):
        if isinstance(each, (ast.Attribute, ast.Subscript)):
            sentence = f"a comprehension gives “{ast.unparse(each)}” its values, which others may see; use a loop"
            raise Refused(f"The race lab cannot explore this program (line {each.lineno}): {sentence}.", each.lineno)


def _look(name: ast.Name) -> ast.Lambda:
    nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    return ast.copy_location(ast.Lambda(nothing, ast.copy_location(ast.Name(name.id, ast.Load()), name)), name)


def _joins_alone(node: ast.expr) -> bool:
    """Numbers and texts, which Python joins with nothing that can be changed; bytes it does join with a bytearray."""
    return _is_plain(node) and not (isinstance(node, ast.Constant) and isinstance(node.value, bytes))


def _is_plain(node: ast.expr) -> bool:
    """Numbers and texts: nobody can change them."""
    return isinstance(node, (ast.Constant, ast.JoinedStr))
