"""Timer: a thread that waits first."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sandbox.inside.explorer.primitives.events import Event
from sandbox.inside.explorer.primitives.threads import Thread


class Timer(Thread):
    """Calls a function after an interval, which as every time-out may be over at any point."""

    def __init__(
        self,
        interval: float,
        function: Callable[..., object],
        args: Iterable[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.interval, self.function = interval, function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self) -> None:
        self.finished.set()

    def run(self) -> None:
        if not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)
        self.finished.set()
