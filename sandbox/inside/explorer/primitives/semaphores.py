"""Semaphore and BoundedSemaphore."""

from types import TracebackType

from sandbox.inside.explorer.primitives.bare import Bare
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.operations import Mode


class Semaphore(Bare):
    """A number of permits; releases commute with each other."""

    _release_mode = Mode.ADD

    def __init__(self, value: int = 1) -> None:
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value
        self.made_in_line = stage.made(self)

    def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        whole, until = stage.world.whole(self, Mode.WRITE), (lambda: self._value > 0) if blocking else None
        operation = stage.step("acquire", self, whole, until=until, timeout=timeout)
        if self._value == 0:
            operation.is_barren = True
            return False
        self._value -= 1
        return True

    __enter__ = acquire

    def release(self, n: int = 1) -> None:
        if n < 1:
            raise ValueError("n must be one or more")
        stage.step("release", self, stage.world.whole(self, self._release_mode))
        self._put_back(n)

    def _put_back(self, n: int) -> None:
        self._value += n

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def __repr__(self) -> str:
        return self._described(lambda: f"value={self._value}")


class BoundedSemaphore(Semaphore):
    """A semaphore that refuses to be given back more than was taken."""

    _release_mode = Mode.WRITE

    def __init__(self, value: int = 1) -> None:
        super().__init__(value)
        self._initial_value = value

    def _put_back(self, n: int) -> None:
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        self._value += n

    def __repr__(self) -> str:
        return self._described(lambda: f"value={self._value}/{self._initial_value}")
