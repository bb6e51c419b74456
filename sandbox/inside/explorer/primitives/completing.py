"""wait and as_completed: for several futures at once."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION
from concurrent.futures._base import DoneAndNotDoneFutures
from typing import Any

from sandbox.inside.explorer.primitives.futures import Future
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.operations import Mode


def wait(
    fs: Iterable[Future], timeout: float | None = None, return_when: str = ALL_COMPLETED
) -> DoneAndNotDoneFutures[Any]:
    """One step, when as many are done as were asked for; at any time with a time-out."""
    futures = list(dict.fromkeys(fs))
    is_known = return_when in (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION)
    _step_for(futures, lambda: not is_known or _is_enough(futures, return_when), timeout)
    done = {each for each in futures if each.has_been_told()}
    if not is_known and len(done) < len(futures):
        raise ValueError(f"Invalid return condition: {return_when!r}")
    return DoneAndNotDoneFutures(done, set(futures) - done)  # type: ignore[arg-type]


def as_completed(fs: Iterable[Future], timeout: float | None = None) -> Iterator[Future]:
    """Each as it is done; of several that are, any order is real, and the order of submission is taken."""
    waiting = list(dict.fromkeys(fs))
    total = len(waiting)
    until = None if timeout is None else stage.world.current.clock + timeout
    has_looked = False
    while waiting:
        left = None if until is None else until - stage.world.current.clock
        is_late = has_looked and left is not None and left < 0
        if not is_late:
            _step_for(waiting, lambda: any(each.has_been_told() for each in waiting), left)
        done = [] if is_late else [each for each in waiting if each.has_been_told()]
        if not done:
            raise TimeoutError(f"{len(waiting)} (of {total}) futures unfinished")
        has_looked = True
        for each in done:
            waiting.remove(each)
            yield each


def _is_enough(futures: list[Future], return_when: str) -> bool:
    over = [each for each in futures if each.has_been_told()]
    if return_when == FIRST_COMPLETED and over:
        return True
    if return_when == FIRST_EXCEPTION and any(each.has_failed() for each in over):
        return True
    return len(over) == len(futures)


def _step_for(futures: list[Future], is_enough: Callable[[], bool], timeout: float | None) -> None:
    whole = (stage.world.whole(each, Mode.READ) for each in futures)
    stage.step("wait for the results of", futures, *whole, until=is_enough, timeout=timeout)
