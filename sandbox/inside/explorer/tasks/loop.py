"""An event loop without a clock and without the outside world: somebody else says which timer ends next."""

import asyncio
from asyncio import base_events
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from sandbox.inside.explorer.touching.reaching import refuse
from sandbox.inside.explorer.world.stage import PROGRAM

MOST_ROUNDS = 20_000
"""Of the loop in one execution: what goes on beyond is taken for a program that does not end."""
NONE = -1
"""The choice that no timer ends yet, where something else can go on."""
READING_SECONDS = 0.0001
"""Each reading of the clock moves it on by this, so that a loop that waits for a time ends."""


class Stuck(BaseException):
    """Nothing is ready and nothing sleeps: whoever waits, waits for ever."""


class Endless(BaseException):
    """The loop went round too often."""


@dataclass(frozen=True, slots=True)
class Wake:
    """One resumption of a task: its name, the line where it had stopped, and the timer that was over, if one was."""

    task: str
    line: int
    timer: int | None


class NumberedTask(asyncio.Task[Any]):
    """A task whose place in a set is given by its number: an address would be another in each execution."""

    def __init__(self, coro: Any, *, loop: "OrderedLoop", **options: Any) -> None:
        self._number = len(loop.tasks)
        super().__init__(coro, loop=loop, **options)

    def __hash__(self) -> int:
        return hash(self._number)

    @classmethod
    def made(cls, loop: Any, coro: Any, **options: Any) -> "NumberedTask":
        return cls(coro, loop=loop, **options)


class OrderedLoop(base_events.BaseEventLoop):
    """`choose` is given the numbers of the timers, the one that is due first in front, and returns one of them.

    Where others are ready, too, a timer may end meanwhile, for what they do takes time: NONE is in front then. Once all
    that was ready is done, the offers that make no difference are taken back: nothing of the program's came after them
    before the next timer, or they would only let that one end earlier.
    """

    _ready: deque[asyncio.Handle]
    _scheduled: list[asyncio.TimerHandle]
    _stopping: bool

    def __init__(self, choose: Callable[[list[int]], int]) -> None:
        super().__init__()
        self._choose = choose
        self._now = 0.0
        self._rounds = 0
        self._numbers: dict[asyncio.TimerHandle, int] = {}
        self._over: int | None = None
        self._offers: list[tuple[int, list[int]]] = []
        """Since nothing was ready last: the round, and what was offered besides NONE."""
        self._done_in: list[int] = []
        """The rounds since then in which something of the program was done, as often as it was."""
        self.tasks: list[asyncio.Task[Any]] = []
        self.standing: list[tuple[str, int]] = []
        """Where nothing could go on: the tasks that were left, and the lines in which they wait."""
        self.wakes: list[Wake] = []
        self.set_task_factory(NumberedTask.made)
        self.set_exception_handler(lambda *_: None)  # what tasks raised is looked for at the end

    def time(self) -> float:
        self._now += READING_SECONDS
        return self._now

    def sleep(self, seconds: float) -> None:
        """What time.sleep does to a loop: it stands still meanwhile."""
        self._now += seconds

    def call_at(  # type: ignore[override]
        self, when: float, callback: Any, *args: Any, context: Any = None
    ) -> asyncio.TimerHandle:
        handle = super().call_at(when, callback, *args, context=context)
        self._numbers[handle] = len(self._numbers)
        return handle

    def _run_once(self) -> None:
        self._rounds += 1
        if self._rounds > MOST_ROUNDS:
            raise Endless
        if not self._ready and not self._stopping:
            self.settle()
            self._end_a_timer()
        self._end_more()
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle._cancelled:
                self._note(handle)
                if _is_programs(handle):
                    self._done_in.append(self._rounds)
                handle._run()

    def _waiting(self) -> dict[int, asyncio.TimerHandle]:
        waiting = sorted((each for each in self._scheduled if not each._cancelled), key=lambda each: each.when())
        return {self._numbers[each]: each for each in waiting}

    def _end_a_timer(self) -> None:
        waiting = self._waiting()
        if not waiting:
            self._stand_still()
        self._end(waiting[self._choose(list(waiting))])

    def _end_more(self) -> None:
        while not self._stopping and (waiting := self._waiting()):
            offered = [NONE, *waiting]
            choice = self._choose(offered)
            if choice == NONE:
                self._offers.append((self._rounds, offered))
                return
            self._end(waiting[choice])

    def settle(self) -> None:
        """Takes back the offers that make no difference."""
        last = self._done_in[-1] if len(self._done_in) > 1 else 0
        for at, offered in self._offers:
            if at >= last:
                del offered[1:]
        self._offers.clear()
        self._done_in.clear()

    def _end(self, chosen: asyncio.TimerHandle) -> None:
        self._over = self._numbers[chosen]
        self._scheduled.remove(chosen)
        chosen._scheduled = False  # type: ignore[attr-defined]
        self._now = max(self._now, chosen.when())
        self._ready.append(chosen)

    def _stand_still(self) -> NoReturn:
        if not self.standing:
            self.standing = [(each.get_name(), line_of(each)) for each in self.tasks if not each.done()]
        raise Stuck

    def _note(self, handle: asyncio.Handle) -> None:
        task = getattr(handle._callback, "__self__", None)  # type: ignore[attr-defined]
        if isinstance(task, asyncio.Task) and line_of(task) and not self.standing:
            self.wakes.append(Wake(task.get_name(), line_of(task), self._over))
            self._over = None

    def create_task(self, coro: Any, *, name: object = None, **options: Any) -> asyncio.Task[Any]:
        """Named by its number in this loop: the library counts on from one execution to the next."""
        task = super().create_task(coro, name=name or f"Task-{len(self.tasks) + 1}", **options)
        self.tasks.append(task)
        return task

    # What there is no outside for.

    def _process_events(self, event_list: object) -> None:
        pass

    def _write_to_self(self) -> None:
        pass

    def run_in_executor(self, *_: object) -> NoReturn:
        refuse("“run_in_executor” starts threads, and it follows either threads or tasks, not both in one program")

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:  # noqa: ASYNC109
        pass


def _is_programs(handle: asyncio.Handle) -> bool:
    """Whether it may run code of the program: a task of its own, or what it asked the loop to call."""
    callback = handle._callback  # type: ignore[attr-defined]
    task = getattr(callback, "__self__", None)
    if isinstance(task, asyncio.Task):
        return line_of(task) > 0
    return not (getattr(callback, "__module__", None) or "").startswith("asyncio")


def line_of(task: asyncio.Task[Any]) -> int:
    """Where the program's own innermost coroutine of the task stands; 0 for a task of the library's."""
    coroutine: Any = task.get_coro()
    line = 0
    while coroutine is not None:
        frame = getattr(coroutine, "cr_frame", None)
        if frame is not None and frame.f_code.co_filename == PROGRAM:
            line = frame.f_lineno
        coroutine = getattr(coroutine, "cr_await", None)
    return line
