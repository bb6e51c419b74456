"""Why a run is refused: each refusal is a sentence for the one who asked, with its HTTP status."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import ClassVar

from sandbox.jobs import JobRefused


class RunRefused(Exception):
    """Nothing was queued and nothing was lost; `sentence` says why, `retry_after` when to come back, in seconds."""

    status: ClassVar[int] = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, sentence: str, *, retry_after: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.retry_after = retry_after

    @property
    def headers(self) -> Mapping[str, str]:
        """What the response must say beside the sentence."""
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}


class AccountNeeded(RunRefused):
    """A visitor asked to run a program of their own: what its author wrote is for everybody, one's own code is not."""

    status = HTTPStatus.FORBIDDEN

    def __init__(self) -> None:
        super().__init__("Running your own code needs a free account. Your program is kept in this browser.")


class CannotBeRun(RunRefused):
    """What was asked is no job, or not for this site's runner."""


class TooManyRuns(RunRefused):
    """The asker has asked too often, or has too many runs that have not ended."""

    status = HTTPStatus.TOO_MANY_REQUESTS


class QueueIsFull(RunRefused):
    """Everybody together has asked for more than can be waited for."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


class NoSandboxHere(RunRefused):
    """There is no runner, or the host cannot build a jail."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


class MoveFailed(RunRefused):
    """A move of the race lab has no answer, through nobody's fault who asked; it may be asked again."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


@contextmanager
def jobs_refused_as_runs() -> Iterator[None]:
    """Around the making of jobs: a JobRefused leaves as CannotBeRun with the same sentence."""
    try:
        yield
    except JobRefused as refused:
        raise CannotBeRun(refused.sentence) from refused
