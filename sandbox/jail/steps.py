"""Remembers which wall is being built, so that a failure can say where it happened."""

from types import TracebackType


class StepFailed(OSError):
    """The system refused a step of the building; `step` names it, errno and text are the system's."""

    def __init__(self, step: str, error: OSError) -> None:
        named = f": {error.filename}" if error.filename else ""
        super().__init__(error.errno, f"{error.strerror}{named}")
        self.step = step


class step:  # noqa: N801 - reads as what it is: with step("loopback")
    """Whatever the system refuses within is a failure of this step; of the innermost, where steps are nested."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: object, error: BaseException | None, traceback: TracebackType | None) -> None:
        if isinstance(error, OSError) and not isinstance(error, StepFailed):
            raise StepFailed(self.name, error) from None
