"""Jails that stand and wait, each for one run: a zygote for every version asked for, and one thread for them all."""

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Collection, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from sandbox.jail.interpreters import Interpreter, Interpreters
from sandbox.jail.jails import Jail, NoJail
from sandbox.jail.rooms import Rooms
from sandbox.jail.zygotes import Zygote

log = logging.getLogger(__name__)
STOCK_OF_OTHERS = 1
IDLE_SECONDS = 300.0
"""An interpreter, not the site's own, that nobody has asked for in so long gives its memory back."""
CLOSING_SECONDS = 1.0
"""A zygote that is being founded is not waited for: it ends when it finds that the runner has."""
RETRY_SECONDS = 5.0
"""After a jail could not be built, before the next is tried for the stock alone."""


@dataclass(kw_only=True, eq=False)
class Stock:
    """What is ready of one interpreter, and who waits for it."""

    interpreter: Interpreter
    target: int
    is_kept: bool
    is_for_moves: bool = False
    zygote: Zygote | None = None
    ready: deque[Jail] = field(default_factory=deque)
    wanted: deque[Future[Jail]] = field(default_factory=deque)
    asked_at: float = 0.0
    rests_until: float = 0.0

    def is_low(self, now: float) -> bool:
        is_warm = self.is_kept or self.zygote is not None
        return is_warm and len(self.ready) < self.target and now >= self.rests_until

    def is_idle(self, now: float) -> bool:
        return not self.is_kept and self.zygote is not None and now > self.asked_at + IDLE_SECONDS

    def clear(self) -> None:
        while self.ready:
            self.ready.pop().close()
        self.end_zygote()

    def end_zygote(self) -> None:
        """Jails that it has forked wait on."""
        if self.zygote is not None:
            self.zygote.close()
            self.zygote = None


class Nursery:
    """For any number of threads. A jail is built for whoever waits for one; for the stock only while nothing runs.

    The stock of moves is filled between two moves, also while programs run: each move needs a jail, and it takes as
    much from a run that is timed whether it is built before the click or after it.

    Its own thread starts the zygotes: the kernel ends them, and every jail, with the thread that started them.
    """

    def __init__(self, interpreters: Interpreters, rooms: Rooms, *, stock: int, cores: Collection[int] = ()) -> None:
        """`stock`: waiting jails of the site's own Python; `cores`: where new jails are built, none for anywhere."""
        self._rooms, self._cores = rooms, cores
        self._stocks = {each: of_others(each) for each in interpreters.all}
        own = self._stocks[interpreters.default]
        own.target, own.is_kept = stock, True
        self._runs = self._moves = 0
        self._is_closing = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="nursery", daemon=True)
        self._thread.start()

    def take(self, interpreter: Interpreter) -> Jail:
        """A jail that stands, the caller's own from now on; waits for one where none is ready. Raises NoJail."""
        with self._changed:
            stock = self._stocks.setdefault(interpreter, of_others(interpreter))
            stock.asked_at = time.monotonic()
            while stock.ready:
                jail = stock.ready.popleft()
                if jail.is_waiting:
                    return jail
                jail.close()  # the host was out of memory, or somebody killed it
            if self._is_closing:
                raise closing()
            future: Future[Jail] = Future()
            stock.wanted.append(future)
            self._changed.notify()
        return future.result()

    def keep(self, interpreter: Interpreter, *, stock: int) -> None:
        """From now on so many jails of this one wait for moves; who waits for one of them is served first."""
        with self._changed:
            kept = self._stocks.get(interpreter, of_others(interpreter))
            kept.target, kept.is_kept, kept.is_for_moves = stock, True, True
            self._stocks[interpreter] = kept
            self._changed.notify()

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """While a program runs and is timed, nothing is built beside it that nobody waits for, but jails for moves."""
        with self._changed:
            self._runs += 1
        try:
            yield
        finally:
            with self._changed:
                self._runs -= 1
                self._changed.notify()

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """While a move is played and a click waits for it, nothing at all is built that nobody waits for."""
        with self._changed:
            self._moves += 1
        try:
            yield
        finally:
            with self._changed:
                self._moves -= 1
                self._changed.notify()

    def close(self) -> None:
        """Ends what waits, and all zygotes; jails that were taken live on until their zygote's thread ends."""
        with self._changed:
            self._is_closing = True
            self._changed.notify()
        self._thread.join(CLOSING_SECONDS)

    def _work(self) -> None:
        while (stock := self._next()) is not None:
            if stock.is_idle(time.monotonic()):
                stock.clear()
            else:
                self._build_for(stock)
        for each in self._stocks.values():
            self._fail(each, closing())
            each.clear()

    def _next(self) -> Stock | None:
        """The next stock to be seen to, those first for whose jails somebody waits; None once it is closing."""
        with self._changed:
            while not self._is_closing:
                now = time.monotonic()
                wanted = [each for each in self._stocks.values() if each.wanted]
                if wanted:
                    return max(wanted, key=lambda each: each.is_for_moves)
                for each in self._stocks.values():
                    if self._may_fill(each) and (each.is_low(now) or each.is_idle(now)):
                        return each
                self._changed.wait(RETRY_SECONDS)
            return None

    def _may_fill(self, stock: Stock) -> bool:
        return self._moves == 0 and (self._runs == 0 or stock.is_for_moves)

    def _build_for(self, stock: Stock) -> None:
        try:
            jail = self._built(stock)
        except NoJail as error:
            if not stock.wanted and not stock.rests_until:  # once, not every few seconds
                log.warning("No jail of Python %s can be built: %s", stock.interpreter.version, error)
            stock.rests_until = time.monotonic() + RETRY_SECONDS
            stock.clear()
            self._fail(stock, error)
            return
        with self._changed:
            stock.rests_until = 0.0
            if stock.wanted:
                stock.wanted.popleft().set_result(jail)
            else:
                stock.ready.append(jail)

    def _built(self, stock: Stock) -> Jail:
        """By a new zygote where the one that stands fails: it, or its jail, may have been killed meanwhile."""
        if stock.zygote is not None:
            with suppress(NoJail):
                return self._zygote(stock).built_jail(self._rooms)
            stock.end_zygote()
        return self._zygote(stock).built_jail(self._rooms)

    def _zygote(self, stock: Stock) -> Zygote:
        if stock.zygote is not None and not stock.zygote.is_alive:
            stock.end_zygote()
        if stock.zygote is None:
            stock.zygote = Zygote(stock.interpreter, is_root=self._rooms.is_root)
            if self._cores:
                os.sched_setaffinity(stock.zygote.pid, self._cores)
        return stock.zygote

    def _fail(self, stock: Stock, error: NoJail) -> None:
        with self._changed:
            while stock.wanted:
                stock.wanted.popleft().set_exception(error)


def of_others(interpreter: Interpreter) -> Stock:
    return Stock(interpreter=interpreter, target=STOCK_OF_OTHERS, is_kept=False)


def closing() -> NoJail:
    return NoJail("closing", 0, "the runner is ending")
