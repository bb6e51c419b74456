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
RETRY_SECONDS = 5.0
"""After a jail could not be built, before the next is tried for the stock alone."""


@dataclass(kw_only=True, eq=False)
class Stock:
    """What is ready of one interpreter, and who waits for it."""

    interpreter: Interpreter
    target: int
    is_kept: bool
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

    Its own thread starts the zygotes: the kernel ends them, and every jail, with the thread that started them.
    """

    def __init__(self, interpreters: Interpreters, rooms: Rooms, *, stock: int, cores: Collection[int] = ()) -> None:
        """`stock`: waiting jails of the site's own Python; `cores`: where new jails are built, none for anywhere."""
        self._rooms, self._cores = rooms, cores
        self._stocks = {
            each: Stock(interpreter=each, target=STOCK_OF_OTHERS, is_kept=False) for each in interpreters.all
        }
        own = self._stocks[interpreters.default]
        own.target, own.is_kept = stock, True
        self._running = 0
        self._is_closing = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="nursery", daemon=True)
        self._thread.start()

    def take(self, interpreter: Interpreter) -> Jail:
        """A jail that stands, the caller's own from now on; waits for one where none is ready. Raises NoJail."""
        with self._changed:
            stock = self._stocks[interpreter]
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

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """While a program runs and is timed, nothing is built beside it that nobody waits for."""
        with self._changed:
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify()

    def close(self) -> None:
        """Ends what waits, and all zygotes; jails that were taken live on until their zygote's thread ends."""
        with self._changed:
            self._is_closing = True
            self._changed.notify()
        self._thread.join()

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
                for each in self._stocks.values():
                    if each.wanted:
                        return each
                for each in self._stocks.values():
                    if self._running == 0 and (each.is_low(now) or each.is_idle(now)):
                        return each
                self._changed.wait(RETRY_SECONDS)
            return None

    def _build_for(self, stock: Stock) -> None:
        try:
            jail = self._built(stock)
        except NoJail as error:
            if not stock.wanted:
                log.warning("No jail of Python %s can be built: %s", stock.interpreter.version, error)
            stock.rests_until = time.monotonic() + RETRY_SECONDS
            stock.clear()
            self._fail(stock, error)
            return
        with self._changed:
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


def closing() -> NoJail:
    return NoJail("closing", 0, "the runner is ending")
