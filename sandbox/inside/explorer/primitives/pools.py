"""ThreadPoolExecutor: threads that take work from a queue, started as it comes."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.thread import BrokenThreadPool
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from sandbox.inside.explorer.primitives.bare import Bare
from sandbox.inside.explorer.primitives.futures import Future
from sandbox.inside.explorer.primitives.threads import Thread
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.operations import Mode
from sandbox.inside.explorer.world.world import Aborted

NOT_USABLE = "A thread initializer failed, the thread pool is not usable anymore"


class Executor(Bare):
    """What futures are asked of."""

    _pickled_as = "_queue.SimpleQueue"

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:
        raise NotImplementedError

    def map(
        self, fn: Callable[..., Any], *iterables: Iterable[Any], timeout: float | None = None, chunksize: int = 1
    ) -> Iterator[Any]:
        until = None if timeout is None else stage.world.current.clock + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables, strict=False)]
        return _results(futures, until)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Overridden by those that have something to end."""

    def __enter__(self) -> "Executor":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown(wait=True)


def _results(futures: list[Future], until: float | None) -> Iterator[Any]:
    """In the order of submission; what is left when nobody asks on, or one failed, is cancelled."""
    world, left = stage.world, deque(futures)
    try:
        while left:
            future = left.popleft()
            try:
                yield future.result(None if until is None else until - world.current.clock)
            except BaseException:
                left.appendleft(future)
                raise
    finally:
        if world is stage.world and not world.is_over:
            for each in left:
                each.cancel()


@dataclass(slots=True, eq=False)
class Work:
    """One call that was submitted."""

    future: Future
    fn: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def do(self) -> None:
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except Aborted:
            raise
        except BaseException as error:
            self.future.set_exception(error)
        else:
            self.future.set_result(result)


class ThreadPoolExecutor(Executor):
    """A pool whose threads start as work comes and nobody is idle, as concurrent.futures' does.

    Submitting, with the start of a thread where it takes one, is one step, and so is a worker's look for work: whether
    he counted as idle when work came is decided by their order alone.
    """

    def __init__(
        self,
        max_workers: int | None = None,
        thread_name_prefix: str = "",
        initializer: Callable[..., object] | None = None,
        initargs: tuple[Any, ...] = (),
    ) -> None:
        most = min(32, (_cores() or 1) + 4) if max_workers is None else max_workers
        if most <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if not thread_name_prefix:
            thread_name_prefix = f"ThreadPoolExecutor-{stage.world.pools}"
            stage.world.pools += 1
        self._most, self._prefix = most, thread_name_prefix
        self._initializer, self._initargs = initializer, initargs
        self._waiting: deque[Work] = deque()
        self._workers: list[Thread] = []
        self._idle = 0
        self._is_broken = self._is_shut_down = self._is_left = False
        self.made_in_line = stage.made(self)
        stage.world.at_exit.append(self._leave)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:
        self._step("submit to", adds=True)
        if self._is_broken:
            raise BrokenThreadPool(NOT_USABLE)
        if self._is_shut_down:
            raise RuntimeError("cannot schedule new futures after shutdown")
        if self._is_left or stage.world.is_leaving:
            raise RuntimeError("cannot schedule new futures after interpreter shutdown")
        work = Work(Future(), fn, args, kwargs)
        self._waiting.append(work)
        if self._idle:
            self._idle -= 1
        elif len(self._workers) < self._most:
            worker = Thread(target=self._serve, name=f"{self._prefix}_{len(self._workers)}", daemon=False)
            self._workers.append(worker)
            worker.start_at_once()
        return work.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._step("shut down")
        self._is_shut_down = True
        if cancel_futures:
            cancelled = list(self._waiting)
            self._waiting.clear()
            for work in cancelled:
                work.future.cancel()
        for worker in list(self._workers) if wait else ():
            worker.join()

    def _leave(self) -> None:
        """The program's last line was done: whoever serves here is to end."""
        if self._workers and not self._is_shut_down:
            self._step("leave")
        self._is_left = True

    def _serve(self) -> None:
        try:
            if self._initializer is not None:
                self._initializer(*self._initargs)
        except Aborted:
            raise
        except BaseException:
            self._break()
            return
        while (work := self._next()) is not None:
            work.do()

    def _next(self) -> Work | None:
        self._step("look for work in")
        if not self._waiting:
            self._idle += 1
            self._step("wait for work of", until=lambda: bool(self._waiting) or self._is_shut_down or self._is_left)
        return self._waiting.popleft() if self._waiting else None

    def _break(self) -> None:
        self._step("break")
        self._is_broken = True
        left = list(self._waiting)
        self._waiting.clear()
        for work in left:
            work.future.set_exception(BrokenThreadPool(NOT_USABLE))

    def _step(self, kind: str, *, until: Callable[[], bool] | None = None, adds: bool = False) -> None:
        world = stage.world
        everybody = (world.whole(world.everybody, Mode.ADD),) if adds else ()
        stage.step(kind, self, world.whole(self, Mode.WRITE), *everybody, until=until)


def _cores() -> int | None:
    count: int | None = getattr(os, "process_cpu_count", os.cpu_count)()
    return count
