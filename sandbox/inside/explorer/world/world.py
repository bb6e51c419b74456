"""The world: one execution of a program, from its first line to its end or to where nobody can move.

Every thread of the program is a greenlet. One that announces an operation asks the scheduler who moves; where that is
another thread, it switches straight to it. Between two operations a thread runs alone, so each step is atomic.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import NoReturn

from greenlet import getcurrent

from sandbox.inside.explorer.world.fibers import Fiber
from sandbox.inside.explorer.world.leaving import Aborted as Aborted
from sandbox.inside.explorer.world.leaving import Refused as Refused
from sandbox.inside.explorer.world.news import News
from sandbox.inside.explorer.world.operations import Access, Mode, Operation
from sandbox.inside.explorer.world.pace import MOST_STEPS, MOST_THREADS, MOST_TURNS, Late, Pace
from sandbox.inside.explorer.world.records import Failure as Failure
from sandbox.inside.explorer.world.records import Homes, made_step
from sandbox.inside.explorer.world.records import Step as Step
from sandbox.inside.explorer.world.records import Thread as Thread
from sandbox.inside.explorer.world.scheduling import Scheduler as Scheduler
from sandbox.inside.explorer.world.times import Times


class World:
    """One execution. `run` returns once it is over; `steps`, `failure` and `was_cut` say how it went."""

    def __init__(
        self, scheduler: Scheduler, standstill: "Callable[[World], Failure]", until: float | None = None
    ) -> None:
        self.standstill = standstill
        self.show: Callable[[object], object] = lambda value: value
        """What is kept of a value that was read or written."""
        self.scheduler = scheduler
        self._is_led = type(scheduler).known is not Scheduler.known
        self.threads: list[Thread] = []
        self.steps: list[Step] = []
        self.failure: Failure | None = None
        self.failed_at = 0
        """How many steps were done when it broke."""
        self.was_cut = False
        """Ended by the scheduler, or by the limit of steps."""
        self.is_over = self.is_endless = self.is_merely_long = False
        self.times = Times()
        self.output: list[str] = []
        self.things: dict[object, tuple[int, object]] = {}
        self.made: dict[tuple[str, int], list[int]] = {}
        """By class and line: the primitives that were made there, by their identity, in order."""
        self.news, self.pace = News(), Pace(until)
        self._is_timed = until is not None
        self.names = self.pools = self.entered = 0  # the last: how often a function of the program was
        self.is_leaving = False  # once the main thread has done its last line, and takes the pools down
        self.at_exit: list[Callable[[], object]] = []
        self.namespace: dict[str, object] = {}
        self.builtins: dict[str, object] = {}
        self.homes = Homes()
        self.unjoined: set[int] = set()
        """Threads that were started, and that the main thread did not yet see end."""
        self.running: set[int] = set()
        """The generators that a thread is within."""
        self.everybody, self.daemons = object(), object()
        """Two things of their own: all threads' ends, and whatever daemons do, which the program's end cuts short."""
        self.doubt: Refused | None = None  # why it is worth nothing as a part of a proof, if it is
        self.reason: Exception | None = None
        """Why it is worth nothing, if it is."""
        self._hub = getcurrent()
        self.current = Thread(0, "MainThread")
        self.threads.append(self.current)

    # Threads

    def start(self, thread: Thread, body: Callable[[], None]) -> None:
        """Within a step that says so."""
        if len(self.threads) >= MOST_THREADS:
            self.stop(Refused(f"The program starts more than {MOST_THREADS} threads; a few show the same orders."))
        thread.number = len(self.threads)
        self.threads.append(thread)
        thread.clock = self.current.clock
        thread.fiber = Fiber(partial(self._live, thread, body), self._hub)
        thread.pending = self._with_daemons(thread, Operation("begin", thread.name, 0, subject=thread))
        self.unjoined.add(thread.number)

    def number_of(self, thing: object) -> int:
        """The number of a thing in this execution: the same in every execution that began alike."""
        key = id(thing)
        known = self.things.get(key)
        if known is None:
            known = self.things[key] = (len(self.things) + 1, thing)
        return known[0]

    # Running

    def run(self, body: Callable[[], None]) -> None:
        """Runs a program to its end, or to where nobody can move; never raises what the program raised."""
        self.threads[0].fiber = main = Fiber(partial(self._live_as_main, body), self._hub)
        try:
            with suppress(Aborted):  # where a scheduler stops it between two threads
                main.switch()
                while not self.is_over:
                    self._move(self._choose())
            with suppress(Aborted):
                self.scheduler.end(self)
        finally:
            self.is_over = True
            self._bury()
        if self.reason is not None:
            raise self.reason

    def _move(self, chosen: Thread | None) -> None:
        if chosen is not None:
            self.current = chosen
            assert chosen.fiber is not None
            chosen.fiber.switch()

    def announce(self, operation: Operation, awaits: dict[int, int] | None = None) -> None:
        """Called by a thread that is about to do something others can see; returns when it may."""
        thread = self.current
        if self.is_over:
            raise Aborted
        if self.news.is_asked_for:
            self.news.note_done(thread)
        thread.awaits = awaits
        thread.pending = self._with_daemons(thread, operation) if thread.is_daemon else operation
        chosen = self._choose()
        if chosen is thread:
            return
        if chosen is None:
            self._hub.switch()
        else:
            self._move(chosen)
        if self.is_over:
            raise Aborted

    def stop(self, reason: Exception) -> NoReturn:
        """Ends the execution, which is worth nothing: `run` raises the reason, past whatever the program catches."""
        self.reason = self.reason or reason
        self.is_over = self.was_cut = True
        raise Aborted

    def fail(self, failure: Failure) -> None:
        """Notes the first of its failures; the other threads go on, as in Python. What unwinds breaks nothing more."""
        if self.failure is None and not self.is_over:
            self.failure, self.failed_at = failure, len(self.steps)

    def tick(self) -> None:
        """Called at every round of a loop and every call: what never ends, ends here."""
        self.pace.turns += 1
        if self.is_over:
            raise Aborted
        if self._is_timed and self.pace.is_late():
            self.stop(Late())
        if self.pace.turns > MOST_TURNS:
            self._cut(is_long=True)
            raise Aborted

    def _cut(self, *, is_long: bool = False) -> None:
        self.is_over = self.was_cut = True
        self.is_endless = is_long
        self.is_merely_long = is_long and not self.pace.leads_nowhere(self.namespace)

    def ask_again(self, line: int, loop: tuple[int, int]) -> None:
        """A round of a loop that asks begins: if the last one changed nothing, the next waits for news."""
        awaits = self.news.round(self.current, loop)
        if awaits is not None:
            self.announce(Operation("look again", "", line, tuple((each, None, Mode.READ) for each in awaits)), awaits)

    def _choose(self) -> Thread | None:
        if self.is_over:
            return None
        if self._is_led:
            known = self.scheduler.known(self)
            if known is not None:
                return self._moves(*known)
        enabled = [
            each
            for each in self.threads
            if (operation := each.pending) is not None
            and (operation.is_enabled is None or operation.is_enabled())
            and (each.awaits is None or self.news.has_come_for(each))
        ]
        if not enabled:
            self.fail(self.standstill(self))
            self.is_over = True
        elif self._is_timed and self.pace.is_late():
            self.reason = self.reason or Late()
            self._cut()
        elif len(self.steps) >= MOST_STEPS:
            self._cut(is_long=True)
        elif (chosen := self.scheduler.pick(self, enabled)) is None:
            self._cut()
        else:
            return self._moves(chosen, tuple([each.number for each in enabled]))
        return None

    def _moves(self, chosen: Thread, able: tuple[int, ...]) -> Thread:
        operation = chosen.pending
        assert operation is not None
        chosen.pending = chosen.awaits = None
        chosen.last = operation
        operation.is_enabled = None  # it has moved; what the question was about need not be kept
        if chosen.clock or self.times.are_known:
            self.times.note(chosen, operation)
        joined = operation.subject
        if chosen.number == 0 and operation.kind == "join" and isinstance(joined, Thread) and joined.is_finished:
            self.unjoined.discard(joined.number)
        self.steps.append(made_step(Step, (chosen.number, operation, able)))
        return chosen

    def _live_as_main(self, body: Callable[[], None]) -> None:
        """The program's end waits for every thread that is no daemon, and takes the daemons with it."""
        with suppress(Aborted):
            body()
            self.is_leaving = True
            for act in self.at_exit:
                act()
            leaving = Operation(
                "exit", "", 0, (self.whole(self.everybody, Mode.READ), self.whole(self.daemons, Mode.WRITE))
            )
            leaving.is_acquire = True
            leaving.is_enabled = lambda: all(each.is_finished or each.is_daemon for each in self.threads[1:])
            self.announce(leaving)
            self.is_over = True

    def _live(self, thread: Thread, body: Callable[[], None]) -> None:
        with suppress(Aborted):
            body()
            ends = (self.whole(thread, Mode.WRITE), self.whole(self.everybody, Mode.ADD))
            end = Operation("end", thread.name, 0, ends, thread)
            end.is_release = True
            self.announce(end)
        thread.is_finished = True
        thread.pending = None

    def _with_daemons(self, thread: Thread, operation: Operation) -> Operation:
        if thread.is_daemon:
            operation.accesses += (self.whole(self.daemons, Mode.ADD),)
        return operation

    def _bury(self) -> None:
        """Lets every thread that is still somewhere in its program unwind."""
        for thread in self.threads:
            while thread.fiber is not None and thread.fiber.is_live:
                self.current = thread
                thread.fiber.throw(Aborted)

    def whole(self, thing: object, mode: Mode) -> Access:
        return (self.number_of(thing), None, mode)
