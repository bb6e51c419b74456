"""Thread, who is here, and what becomes of an exception that nobody catches."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sandbox.inside.explorer.telling.failures import failure_of
from sandbox.inside.explorer.touching.reaching import doubt
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.operations import Mode
from sandbox.inside.explorer.world.world import Aborted
from sandbox.inside.explorer.world.world import Thread as Being

MAIN_AND_ONE = 2
UNBORN = "Thread.__init__() not called"


class Thread:
    """A thread of the program, as threading's: a subclass may override `run`."""

    _initialized = False

    def __init__(
        self,
        group: None = None,
        target: Callable[..., object] | None = None,
        name: str | None = None,
        args: Iterable[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        daemon: bool | None = None,
    ) -> None:
        assert group is None, "group argument must be None for now"
        self._target, self._args, self._kwargs = target, args, {} if kwargs is None else kwargs
        self._name = str(name) if name else _next_name(target)
        self._daemonic = stage.world.current.is_daemon if daemon is None else daemon
        self._being = Being(-1, self._name)
        self._initialized = True
        self.made_in_line = stage.made(self)

    def start(self) -> None:
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        being, world = self._being, stage.world
        stage.step("start", being, world.whole(being, Mode.WRITE), world.whole(world.everybody, Mode.ADD))
        if self._is_started:
            raise RuntimeError("threads can only be started once")
        self.start_at_once()

    def start_at_once(self) -> None:
        """Within a step that says so."""
        being = self._being
        being.is_daemon = bool(self._daemonic)
        _OF_BEING[id(being)] = self
        stage.world.start(being, self._live)

    def run(self) -> None:
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _live(self) -> None:
        try:
            self.run()
        except (SystemExit, Aborted) as leaving:
            if isinstance(leaving, Aborted):
                raise
        except BaseException as error:
            fail_by(error, self._name)

    def join(self, timeout: float | None = None) -> None:
        if not self._initialized:
            raise RuntimeError(UNBORN)
        being, me = self._being, stage.world.current
        stage.step(
            "join", being, stage.world.whole(being, Mode.READ),
            until=lambda: being.is_finished or being.fiber is None or being is me,
            timeout=timeout, is_acquire=True,
        )  # fmt: skip
        if not self._is_started:
            raise RuntimeError("cannot join thread before it is started")
        if being is me:
            raise RuntimeError("cannot join current thread")

    @property
    def _is_started(self) -> bool:
        return self._being.fiber is not None

    def is_alive(self) -> bool:
        assert self._initialized, UNBORN
        self._look()
        return self._is_started and not self._being.is_finished

    def _look(self) -> None:
        if not stage.world.is_over:
            stage.step("look at", self._being, stage.world.whole(self._being, Mode.READ))

    @property
    def name(self) -> str:
        assert self._initialized, UNBORN
        stage.touch(stage.NAMES_OF_THREADS, "read the name of", self, Mode.READ)
        return self._name

    @name.setter
    def name(self, name: str) -> None:
        assert self._initialized, UNBORN
        stage.touch(stage.NAMES_OF_THREADS, "name", self, Mode.WRITE)
        self._name = str(name)
        if not self._is_started:
            self._being.name = self._name

    @property
    def ident(self) -> int | None:
        assert self._initialized, UNBORN
        if not self._is_started:
            self._look()
        return ident_of(self._being) if self._is_started else None

    native_id = ident

    @property
    def daemon(self) -> bool:
        assert self._initialized, UNBORN
        stage.touch(stage.DAEMONS_OF_THREADS, "read", self, Mode.READ)
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic: bool) -> None:
        if not self._initialized:
            raise RuntimeError(UNBORN)
        stage.touch(stage.DAEMONS_OF_THREADS, "write", self, Mode.WRITE)
        if self._is_started:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self) -> bool:
        return self.daemon

    def setDaemon(self, daemonic: bool) -> None:
        self.daemon = daemonic

    def getName(self) -> str:
        return self.name

    def setName(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        assert self._initialized, "Thread.__init__() was not called"
        self._look()
        state = "initial" if not self._is_started else "stopped" if self._being.is_finished else "started"
        ident = f" {self._being.number + 1}" if self._is_started else ""
        return f"<{type(self).__name__}({self.name}, {state}{' daemon' if self.daemon else ''}{ident})>"


class _MainThread(Thread):
    """The thread that the program began in."""

    def __init__(self) -> None:
        super().__init__(name="MainThread", daemon=False)
        self._being = stage.world.threads[0]


_OF_BEING: dict[int, Thread] = {}


def begin() -> None:
    """Forgets the threads of the execution before."""
    _OF_BEING.clear()
    _OF_BEING[id(stage.world.threads[0])] = _MainThread()


def current_thread() -> Thread:
    return _OF_BEING[id(stage.world.current)]


def main_thread() -> Thread:
    return _OF_BEING[id(stage.world.threads[0])]


def get_ident() -> int:
    return ident_of(stage.world.current)


def ident_of(being: Being) -> int:
    """Here each thread has a number of its own for ever; Python gives that of one that has ended to another."""
    if len(stage.world.threads) > MAIN_AND_ONE:
        doubt(
            "the number of a thread that has ended may be given to a later one, so two threads can have the same; use "
            "their names"
        )
    return being.number + 1


def living() -> list[Thread]:
    """threading.enumerate: who was started and has not ended."""
    world = stage.world
    stage.step("look at", world.everybody, world.whole(world.everybody, Mode.WRITE))
    return [_OF_BEING[id(each)] for each in world.threads if each.fiber is not None and not each.is_finished]


def active_count() -> int:
    return len(living())


def fail_by(error: BaseException, thread: str) -> None:
    """An exception that nobody caught: the program broke."""
    stage.world.fail(failure_of(error, thread))


def _next_name(target: Callable[..., object] | None) -> str:
    stage.world.names += 1
    suffix = f" ({target.__name__})" if target is not None and hasattr(target, "__name__") else ""
    return f"Thread-{stage.world.names}{suffix}"
