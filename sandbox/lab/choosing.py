"""Somebody is the scheduler: where a program stands after the choices so far. Nothing is kept between two of them."""

import hashlib
import json
from collections.abc import Callable, Sequence
from itertools import pairwise

from django.core.cache import cache

from sandbox.lab.answers import Answer
from sandbox.lab.believing import answer_of
from sandbox.questions import MOST_CHOICES, AnswerUnreadable, to_choose, to_explore
from sandbox.runs.asking import Asker
from sandbox.runs.moves import perform_move
from sandbox.runs.refusals import CannotBeRun, jobs_refused_as_runs

KEPT_SECONDS = 3_600
"""The same choices in the same program end alike: whoever makes them again need not wait for a jail."""
EXPLORING_SECONDS = 0.15
"""Of a small program, whose places are all that is wanted: a move may compute for half a second."""


def stand(source: str, choices: Sequence[int], *, places: Sequence[int], asker: Callable[[], Asker]) -> Answer:
    """Where `source` stands after `choices`, the numbers of threads. `places`: as the program was explored.

    `asker` is called where nobody made these choices lately, and a jail has to be asked.

    Raises a RunRefused with a sentence, also where the choices do not fit the program.
    """
    key = f"lab:choices:{_digest(source, choices, places)}"
    printed = cache.get(key)
    if printed is None:
        with jobs_refused_as_runs():
            job = to_choose(source, choices, places=places)
        printed = perform_move(job, asker=asker())
    answer = _read(printed)
    cache.set(key, printed, KEPT_SECONDS)
    return answer


def places_of(source: str, *, asker: Callable[[], Asker]) -> Sequence[int]:
    """Where a program that nobody explored before touches what its threads share, as `stand` wants it.

    Raises a RunRefused with a sentence.
    """
    key = f"lab:places:{_digest(source, (), ())}"
    places: Sequence[int] | None = cache.get(key)
    if places is None:
        with jobs_refused_as_runs():
            job = to_explore(source, seconds=EXPLORING_SECONDS).as_move()
        places = _read(perform_move(job, asker=asker())).places
        cache.set(key, places, KEPT_SECONDS)
    return places


def _read(printed: str) -> Answer:
    try:
        answer = answer_of(printed)
    except AnswerUnreadable as unreadable:
        raise CannotBeRun(unreadable.sentence) from None
    if answer.verdict == "refused" or not answer.states:
        raise CannotBeRun(f"{answer.reached} Start over from the first step.")
    return answer


def _digest(source: str, choices: Sequence[int], places: Sequence[int]) -> str:
    return hashlib.sha256(json.dumps([source, list(choices), list(places)]).encode()).hexdigest()


def choices_in(text: str) -> list[int]:
    """The choices of an address, like “1.2.1”. Raises CannotBeRun."""
    parts = text.split(".") if text else []
    if len(parts) > MOST_CHOICES:
        raise CannotBeRun(f"These are {len(parts):,} steps; a game has at most {MOST_CHOICES}.")
    if not all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):
        raise CannotBeRun("These are no steps of a game: they are numbers of threads with a dot between, like 1.2.1.")
    return [int(part) for part in parts]


def address_of(choices: Sequence[int]) -> str:
    """The choices as an address has them."""
    return ".".join(map(str, choices))


def switches_in(choices: Sequence[int]) -> int:
    """How often another thread moved than the one before."""
    return sum(one != other for one, other in pairwise(choices))
