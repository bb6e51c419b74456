"""Which names of a program more than one thread can see: module names and captured ones that are bound again."""

import ast
from dataclasses import dataclass, field

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@dataclass(eq=False)
class Scope:
    """One scope of the program: what is bound in it, how often, and what of it inner scopes see."""

    node: ast.AST
    outer: "Scope | None"
    bound: dict[str, int] = field(default_factory=dict)
    """How often each name is bound; a binding in a loop counts twice."""
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    captured: set[str] = field(default_factory=set)
    """Names of its own that inner scopes use."""
    is_handed_out: bool = False
    """Of a comprehension: functions made in it use its variables, and may be called later."""
    last_lines: dict[str, int] = field(default_factory=dict)
    """Where each name is last assigned."""
    awaited: set[str] = field(default_factory=set)
    """Names of its own that an inner scope uses which began before they were assigned."""

    @property
    def is_function(self) -> bool:
        return not isinstance(self.node, (ast.Module, ast.ClassDef))

    def home_of(self, name: str) -> "Scope":
        """The scope whose variable the name means here."""
        if name in self.globals:
            return self.module
        if name in self.bound and name not in self.nonlocals:
            return self
        scope = self.outer
        while scope is not None and scope.outer is not None:
            if scope.is_function and name in scope.bound and name not in scope.nonlocals and name not in scope.globals:
                return scope
            if scope.is_function and name in scope.globals:
                return self.module
            scope = scope.outer
        return self.module

    @property
    def module(self) -> "Scope":
        return self if self.outer is None else self.outer.module

    def is_shared(self, name: str) -> bool:
        """Whether threads may see others change the name: seen in more than one scope, and bound more than once, or
        after whoever uses it was there.
        """
        home = self.home_of(name)
        is_changed = home.bound.get(name, 0) > 1 or name in home.awaited
        return is_changed and name in home.captured and (home.is_function or home.outer is None)

    def is_made_within(self, home: "Scope") -> bool:
        """Whether this scope is in a function that is made in `home`."""
        scope: Scope | None = self
        while scope is not None and scope is not home:
            if isinstance(scope.node, Function):
                return True
            scope = scope.outer
        return False

    def line_within(self, home: "Scope") -> int:
        """The line in which the outermost scope begins that is part of the home and has this one in it."""
        scope = self
        while scope.outer is not None and scope.outer is not home:
            scope = scope.outer
        return getattr(scope.node, "lineno", 0)


def mangled(name: str, scope: Scope) -> str:
    """The name of an attribute as Python keeps it: `__x` of a class C is `_C__x`."""
    if not name.startswith("__") or name.endswith("__"):
        return name
    inner: Scope | None = scope
    while inner is not None:
        if isinstance(inner.node, ast.ClassDef):
            return f"_{inner.node.name.lstrip('_')}{name}" if inner.node.name.strip("_") else name
        inner = inner.outer
    return name


def find_scopes(tree: ast.Module) -> dict[ast.AST, Scope]:
    """The scope that each scoping node of the program opens, the module's included."""
    finder = _Finder()
    finder.enter(tree, None)
    for scope in finder.scopes.values():
        for name in scope.globals | scope.nonlocals:
            home = scope.home_of(name)
            if home is not scope:
                home.bound[name] = home.bound.get(name, 0) + 2 * scope.bound.get(name, 0)
                home.captured.add(name)
    for scope, name in finder.uses:
        home = scope.home_of(name)
        if home is not scope:
            home.captured.add(name)
            home.is_handed_out |= scope.is_made_within(home)
            if scope.line_within(home) < home.last_lines.get(name, 0):
                home.awaited.add(name)
    return finder.scopes


class _Finder(ast.NodeVisitor):
    def __init__(self) -> None:
        self.scopes: dict[ast.AST, Scope] = {}
        self.uses: list[tuple[Scope, str]] = []
        self.scope: Scope
        self.loops = 0

    def enter(self, node: ast.AST, outer: Scope | None) -> None:
        self.scopes[node] = self.scope = Scope(node, outer)
        loops, self.loops = self.loops, 0
        if isinstance(node, Function):
            self._bind_parameters(node.args)
        body = node.body if isinstance(node.body, list) else [node.body] if hasattr(node, "body") else []  # type: ignore[attr-defined]
        for each in body:
            self.visit(each)
        self.loops = loops
        if outer is not None:
            self.scope = outer

    def _bind_parameters(self, args: ast.arguments) -> None:
        every = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
        for each in every:
            if each is not None:
                self.bind(each.arg)

    def bind(self, name: str) -> None:
        self.scope.bound[name] = self.scope.bound.get(name, 0) + (2 if self.loops else 1)

    def bind_on(self, line: int, name: str) -> None:
        """By a statement, which whoever was there before may wait for."""
        self.bind(name)
        lines = self.scope.last_lines
        lines[name] = max(lines.get(name, 0), line)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.bind_on(node.lineno, node.name)
        for each in [*node.decorator_list, *node.args.defaults, *(d for d in node.args.kw_defaults if d is not None)]:
            self.visit(each)
        self.enter(node, self.scope)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for each in [*node.args.defaults, *(d for d in node.args.kw_defaults if d is not None)]:
            self.visit(each)
        self.enter(node, self.scope)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.bind_on(node.lineno, node.name)
        for each in [*node.decorator_list, *node.bases, *(k.value for k in node.keywords)]:
            self.visit(each)
        self.enter(node, self.scope)

    def _visit_comprehension(self, node: Comprehension) -> None:
        self.visit(node.generators[0].iter)
        outer = self.scope
        self.scopes[node] = self.scope = Scope(node, outer)
        self.loops += 1
        for index, each in enumerate(node.generators):
            self.visit(each.target)
            if index:
                self.visit(each.iter)
            for condition in each.ifs:
                self.visit(condition)
        for part in [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]:
            self.visit(part)
        self.loops -= 1
        self.scope = outer

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _visit_comprehension  # noqa: N815

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        scope = self.scope
        while isinstance(scope.node, Comprehension) and scope.outer is not None:
            scope = scope.outer
        scope.bound[node.target.id] = scope.bound.get(node.target.id, 0) + (2 if self.loops else 1)
        self.visit(node.value)

    def _visit_loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        self.loops += 1
        self.generic_visit(node)
        self.loops -= 1

    visit_For = visit_AsyncFor = visit_While = _visit_loop  # noqa: N815

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.uses.append((self.scope, node.id))
        else:
            self.bind_on(node.lineno, node.id)

    def visit_Global(self, node: ast.Global) -> None:
        self.scope.globals.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.nonlocals.update(node.names)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self.bind_on(node.lineno, node.name)
            self.bind(node.name)  # at its end it is taken away again
        self.generic_visit(node)

    def visit_alias(self, node: ast.alias) -> None:
        self.bind_on(node.lineno, (node.asname or node.name).split(".")[0])

    def _visit_capture(self, node: ast.MatchAs | ast.MatchStar) -> None:
        if node.name:
            self.bind(node.name)
        self.generic_visit(node)

    visit_MatchAs = visit_MatchStar = _visit_capture  # noqa: N815
