"""Remembers which wall is being built, so that a failure can say where it happened."""

from collections.abc import Iterator
from contextlib import contextmanager


class StepFailed(OSError):
    """The system refused a step of the building; `step` names it, errno and text are the system's."""

    def __init__(self, step: str, error: OSError) -> None:
        named = f": {error.filename}" if error.filename else ""
        super().__init__(error.errno, f"{error.strerror}{named}")
        self.step = step


@contextmanager
def step(name: str) -> Iterator[None]:
    """Whatever the system refuses within is a failure of this step; of the innermost, where steps are nested."""
    try:
        yield
    except StepFailed:
        raise
    except OSError as error:
        raise StepFailed(name, error) from None
