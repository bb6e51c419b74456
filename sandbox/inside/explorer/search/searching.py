"""The whole search for one program: naturally, then every order, then as many as the time allows."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.inside.explorer.program import Program, execute
from sandbox.inside.explorer.search import verdicts
from sandbox.inside.explorer.search.bounded import Bounded
from sandbox.inside.explorer.search.dpor import Diverged, Dpor
from sandbox.inside.explorer.search.minimising import minimised
from sandbox.inside.explorer.search.natural import Natural
from sandbox.inside.explorer.search.sampling import Priorities, Random
from sandbox.inside.explorer.search.verdicts import Result, Verdict
from sandbox.inside.explorer.world.pace import MOST_STEPS, Late
from sandbox.inside.explorer.world.sharing import Revealed, Sharing
from sandbox.inside.explorer.world.world import Failure, Refused, Scheduler, World

MOST_ORDERS = 3_000
"""What the complete search may take; beyond, bounded ones find more in the time that is left."""
SAMPLES = 200
"""By chance, and as many by changing priorities: for state that the program's text does not show."""
COMPLETE_SHARE, BOUNDED_SHARE, MINIMISING_SHARE = 0.6, 0.8, 0.5
"""Of the seconds given: until when the complete and the bounded searches go on; what a minimising may take besides."""


class TooLong(Exception):
    """Even the natural order goes on for longer than the explorer follows one."""


class Broken(Exception):
    """An order that breaks the program was found."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world


@dataclass
class Search:
    """One search, with its clock and its counts."""

    program: Program
    seconds: float
    clock: Callable[[], float] = time.monotonic
    explored: int = 0
    length: int = 1
    """Steps of the natural schedule."""
    was_endless: bool = False
    doubt: Refused | None = None
    """Why nothing is proved by it, if so."""
    sharing: Sharing = field(init=False)

    def __post_init__(self) -> None:
        self.sharing = Sharing(self.program.places)
        self._began = self.clock()

    @property
    def spent(self) -> float:
        return self.clock() - self._began

    def result(self) -> Result:
        """The verdict; raises Refused where the program does what cannot be followed."""
        gc.disable()
        try:
            return self._found(*self._reached())
        except Broken as broken:
            return self._found(Verdict.FAILS, "an order that breaks it was found", self._minimised(broken.world))
        except Late:
            return self._found(Verdict.NONE_FOUND, verdicts.NOT_EVEN_ONE)
        except TooLong:
            return self._found(Verdict.NONE_FOUND, verdicts.TOO_LONG)
        except Diverged:
            return self._found(Verdict.NONDETERMINISTIC, "the same order did not always lead to the same steps")
        finally:
            gc.enable()

    def _found(self, verdict: Verdict, reached: str, broken: World | None = None) -> Result:
        return Result(verdict, self.explored, self.spent, reached, broken, set(self.sharing.steps))

    def _reached(self) -> tuple[Verdict, str]:
        self._try_naturally()
        while True:
            try:
                return self._searched()
            except Revealed:  # by chance, once the orders were tried: with more steps there are more of them
                continue

    def _searched(self) -> tuple[Verdict, str]:
        is_complete, orders = self._try_every_order()
        if is_complete:
            self._sample(SAMPLES)
            if self.doubt is not None:
                raise self.doubt
            return Verdict.PROVED, verdicts.proved(orders)
        reached = next((each for each in (2, 1) if self._try_bounded(each)), None)
        before = self.explored
        self._sample(SAMPLES)
        if reached is None:
            return Verdict.NONE_FOUND, verdicts.sampled_only(self.explored)
        return Verdict.NONE_FOUND, verdicts.bounded(reached, self.explored - before)

    def execute(self, scheduler: Scheduler, until: float | None = None) -> World:
        world = execute(self.program, scheduler, self.sharing, until=until)
        if not world.was_cut:
            self.explored += 1
        self.was_endless = self.was_endless or world.is_endless
        self.doubt = self.doubt or world.doubt
        return world

    def check(self, scheduler: Scheduler, share: float = 1) -> World:
        """Raises Late once that share of the time is over, be it in the middle of an execution."""
        world = self.execute(scheduler, self._began + share * self.seconds)
        if world.failure is not None:
            raise Broken(world)
        return world

    def _try_naturally(self) -> None:
        while True:
            try:
                world = self.check(Natural())
            except Revealed:
                continue
            self.length = len(world.steps)
            if world.is_merely_long:
                raise TooLong
            if world.is_endless:
                world.failure, world.failed_at = _endless(world), len(world.steps)
                raise Broken(world)
            return

    def _try_every_order(self) -> tuple[bool, int]:
        """Whether every order was tried, and how many there are; begins anew whenever more turns out to be shared."""
        while True:
            self.explored, self.was_endless = 0, False
            try:
                return self._try_all(Dpor(), lambda: self.explored < MOST_ORDERS, COMPLETE_SHARE), self.explored
            except Revealed:
                continue
            except Late:
                return False, self.explored

    def _try_bounded(self, preemptions: int) -> bool:
        while True:
            try:
                return self._try_all(Bounded(preemptions), lambda: True, BOUNDED_SHARE)
            except Revealed:
                continue
            except Late:
                return False

    def _try_all(self, search: Dpor | Bounded, may_go_on: Callable[[], bool], share: float) -> bool:
        while True:
            self.check(search, share)
            if not search.advance():
                return not self.was_endless
            if self.spent > share * self.seconds or not may_go_on() or self.was_endless:
                return False

    def _sample(self, count: int) -> None:
        """Raises Revealed where an order by chance showed that more is shared than the search before it knew."""
        for seed in range(count):
            for scheduler in (Random(seed), Priorities(seed, 3, self.length)):
                if self.spent > self.seconds:
                    return
                try:
                    self.check(scheduler)
                except Late:
                    return

    def _minimised(self, broken: World) -> World:
        if broken.is_endless:
            return broken
        until = self.spent + MINIMISING_SHARE * self.seconds
        explored, steps = self.explored, set(self.sharing.steps)
        try:
            return minimised(broken, self.execute, may_go_on=lambda: self.spent < until)
        except (Revealed, Diverged):  # of shorter orders; this one breaks it all the same
            self.sharing.steps = steps
            return broken
        finally:
            self.explored = explored


def _endless(world: World) -> Failure:
    """Real threads that compute little would move so: what does not end then, a learner would call hanging."""
    count = f"{len(world.steps):,} steps" if len(world.steps) >= MOST_STEPS else f"{world.pace.turns:,} rounds"
    last = world.steps[-1].operation.line if world.steps else 0
    return Failure("livelock", f"The program had not ended after {count}.", world.current.name, last)
