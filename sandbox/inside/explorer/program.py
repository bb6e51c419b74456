"""A learner's program, rewritten and compiled once, and executed as often as the search asks."""

import ast
import builtins
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sandbox.inside.explorer.allowing import BUILTINS_REFUSED, MOST_CHARACTERS, check
from sandbox.inside.explorer.modules import chance, module_named
from sandbox.inside.explorer.primitives import threads
from sandbox.inside.explorer.rewriting.endless import Lines, endless_loops
from sandbox.inside.explorer.rewriting.expressions import PREFIX
from sandbox.inside.explorer.rewriting.scopes import find_scopes
from sandbox.inside.explorer.rewriting.spinning import asking_loops
from sandbox.inside.explorer.rewriting.statements import Statements, rewritten
from sandbox.inside.explorer.telling.standstill import standstill
from sandbox.inside.explorer.touching import (
    attributes,
    by_name,
    calls,
    comparing,
    containers,
    items,
    looking,
    names,
    rounds,
)
from sandbox.inside.explorer.touching.operators import OPERATORS
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.pace import RECURSION_LIMIT, check_depth
from sandbox.inside.explorer.world.sharing import Place, Sharing
from sandbox.inside.explorer.world.world import Aborted, Refused, Scheduler, World


@dataclass(frozen=True)
class Program:
    """What is executed: its code, and every place in it that may be a step."""

    source: str
    code: types.CodeType
    places: list[Place]
    endless: frozenset[Lines] = frozenset()
    """Its loops without a way out."""


def load(source: str) -> Program:
    """Raises SyntaxError as Python does, and Refused for what cannot be explored."""
    if len(source) > MOST_CHARACTERS:
        raise Refused(f"The program is longer than {MOST_CHARACTERS:,} characters; the race lab explores small ones.")
    try:
        tree = ast.parse(source, stage.PROGRAM)
        check(tree)
        endless = endless_loops(tree)
        statements = Statements(find_scopes(tree), asking_loops(tree))
        code = compile(rewritten(tree, statements), stage.PROGRAM, "exec", dont_inherit=True)
    except (RecursionError, MemoryError):
        raise Refused("The race lab cannot explore this program: something in it is nested too deeply.") from None
    except ValueError as error:
        raise Refused(f"Python cannot read this program: {error}.") from None
    return Program(source, code, statements.places, endless)


def execute(
    program: Program,
    scheduler: Scheduler,
    sharing: Sharing,
    *,
    show: Callable[[object], object] | None = None,
    until: float | None = None,
) -> World:
    """One execution under a scheduler, to its end.

    Raises Revealed where places turned out to be steps, Refused, and Late at the `until` of the monotonic clock.
    """
    world = World(scheduler, standstill, until)
    stage.world, stage.sharing = world, sharing
    world.show = show or world.show
    world.pace.endless = program.endless
    sharing.begin()
    chance.begin()
    threads.begin()
    world.namespace, world.builtins = namespace_for(world)

    def body() -> None:
        try:
            exec(program.code, world.namespace)
        except SystemExit as leaving:
            if leaving.code not in (None, 0):
                threads.fail_by(leaving, "MainThread")
        except Aborted:
            raise
        except BaseException as error:
            threads.fail_by(error, "MainThread")

    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(RECURSION_LIMIT)
    try:
        world.run(body)
    finally:
        sys.setrecursionlimit(limit)
    return world


def namespace_for(world: World) -> tuple[dict[str, object], dict[str, object]]:
    given = builtins_with(world.output, module_named)
    return {"__name__": "__main__", "__builtins__": given, "__file__": stage.PROGRAM, "__doc__": None}, given


def builtins_with(output: list[str], found: Callable[[str], types.ModuleType]) -> dict[str, object]:
    """What every program is given: it prints into `output`, and imports what is `found`."""

    def print(
        *values: object, sep: str | None = " ", end: str | None = "\n", file: object = None, flush: bool = False
    ) -> None:
        text = (" " if sep is None else sep).join(map(str, values)) + ("\n" if end is None else end)
        output.append(text)

    def import_(
        name: str,
        globals: object = None,
        locals: object = None,
        fromlist: tuple[str, ...] = (),
        level: int = 0,
    ) -> types.ModuleType:
        if level:
            raise ImportError("attempted relative import with no known parent package")
        return found(name if fromlist else name.partition(".")[0])

    return BUILTINS | {"print": print, "__import__": import_}


def exit(code: object = None) -> None:
    raise SystemExit(code)


def quit(code: object = None) -> None:
    raise SystemExit(code)


def _tick() -> None:
    stage.world.tick()


def _ask() -> None:
    stage.world.news.begin(stage.world.current)


def _spin() -> None:
    world, frame = stage.world, sys._getframe(1)
    world.tick()
    world.ask_again(frame.f_lineno, (id(frame), frame.f_lasti))


def _act() -> None:
    stage.world.current.round = None


def _round() -> bool:
    """A round of a comprehension."""
    stage.world.tick()
    return True


def _enter() -> None:
    stage.world.tick()
    stage.world.entered += 1
    check_depth()


def _caught() -> None:
    """An execution that is over unwinds, whatever the program catches."""
    stage.world.tick()


BUILTINS: dict[str, object] = {name: value for name, value in vars(builtins).items() if name not in BUILTINS_REFUSED}
BUILTINS |= {each.__name__: each for each in by_name.BY_NAME} | {each.__name__: each for each in (exit, quit)}
BUILTINS |= {"__build_class__": builtins.__build_class__}
BUILTINS |= {
    PREFIX + act.__name__: act
    for act in (
        names.load_global, names.store_global, names.load_cell, names.store_cell,
        attributes.load_attribute, attributes.store_attribute, attributes.delete_attribute,
        items.load_item, items.store_item, items.delete_item,
        containers.operand, containers.binary, containers.in_place, containers.again, containers.formatted,
        rounds.iterate, rounds.handed_out, rounds.delegate, calls.called, comparing.compared,
        looking.spread, looking.unpacking,
    )
}  # fmt: skip
BUILTINS |= {PREFIX + name: act for name, act in OPERATORS.items()}
BUILTINS |= {PREFIX + "tick": _tick, PREFIX + "spin": _spin, PREFIX + "ask": _ask, PREFIX + "act": _act}
BUILTINS |= {PREFIX + "caught": _caught, PREFIX + "enter": _enter, PREFIX + "round": _round}
BUILTINS |= {PREFIX + "slice": slice, PREFIX + "partial": partial}
