"""The sandbox as the site meets it: the runner, its tier, its slots, its interpreters; and, when asked, its walls."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from operations.doctor.diagnosis import Diagnosis, State, bad, good, warning
from operations.doctor.labour import MEND_REDIS_FIRST
from operations.health import first_line
from sandbox.runs.capacity import LINE_IS_CUT, Capacity, capacity, offered_here

SANDBOX_RUNS = ("1", "1b")
TESTING_SECONDS = 60.0
HOW_TO_START = "Type: python -m sandbox.runner --socket /run/interleave/runner.sock, or docker-compose up -d runner"
WHERE_THE_RUNNER_IS = "What counts is where the runner is: docker-compose exec runner python3 -m sandbox walls"
ONE_CORE = "Give the runner's host a second core. Until then the pages say that no speed-up can appear."


def examine_runner() -> Sequence[Diagnosis]:
    """Asks the runner of this host; where there is none, what the workers announce of theirs."""
    offer = offered_here() if settings.RUNNER_SOCKET else capacity()
    if offer.sentence == LINE_IS_CUT:
        return [bad("runner", "what workers announce of it comes by Redis, which does not answer", MEND_REDIS_FIRST)]
    if not offer.is_open or not offer.slots:
        reason = offer.sentence or "no runner has said what it offers"
        return [bad("runner", first_line(reason), rest_of(reason) or HOW_TO_START)]
    source = "answers" if settings.RUNNER_SOCKET else "answers, as the workers announce"
    return [good("runner", source), of_tier(offer.tier), of_slots(offer), of_interpreters(offer)]


def rest_of(reason: str) -> str:
    """A runner that declined wrote why in its first line, and after that exactly what to type."""
    return reason.strip().partition("\n")[2].strip()


def of_tier(tier: str) -> Diagnosis:
    if not tier:
        return warning("tier", "the runner does not say how strong its walls are", "Start it anew: it is an older one.")
    return good("tier", f"{tier}, tested as the runner began")


def of_slots(offer: Capacity) -> Diagnosis:
    slots = "1 slot" if offer.slots == 1 else f"{offer.slots} slots"
    cores = "1 core" if offer.cores == 1 else f"{offer.cores} cores"
    sentence = f"{slots}, each with {cores}"
    return warning("slots", sentence, ONE_CORE) if offer.cores < 2 else good("slots", sentence)


def of_interpreters(offer: Capacity) -> Diagnosis:
    if not offer.interpreters:
        several = "the hosts have no Python in common"
        return bad("interpreters", several, "Install the same versions of Python on each of them.")
    return good("interpreters", f"Python {', '.join(offer.interpreters)}; {offer.default} unless asked otherwise")


def examine_walls() -> Sequence[Diagnosis]:
    """Runs the sandbox's own test in a process of its own: the site knows the sandbox by its command line alone."""
    command = [sys.executable, "-m", "sandbox", "walls", "--json"]
    try:
        done = subprocess.run(
            command, cwd=settings.ROOT, capture_output=True, text=True, timeout=TESTING_SECONDS, check=False
        )
        standing = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return [bad("walls", f"the self-test did not come to its end: {first_line(error)}", WHERE_THE_RUNNER_IS)]
    is_run = standing["tier"] in SANDBOX_RUNS
    return [of_all_walls(standing, is_run=is_run), *(of_wall(wall, is_run=is_run) for wall in standing["walls"])]


def of_all_walls(standing: Mapping[str, Any], *, is_run: bool) -> Diagnosis:
    sentence = f"tier {standing['tier']}, tested just now on Linux {standing['kernel']}"
    return good("walls", sentence) if is_run else bad("walls", sentence, WHERE_THE_RUNNER_IS)


def of_wall(wall: Mapping[str, Any], *, is_run: bool) -> Diagnosis:
    """A wall that is missing although programs can be run is one that the tier can do without."""
    name, sentence = f"wall: {wall['name']}", f"{wall['tested']}; {wall['control']}"
    if wall["stands"]:
        return good(name, sentence)
    state = State.WARNING if is_run else State.BAD
    return Diagnosis(name=name, state=state, sentence=sentence, what_to_do=wall["remedy"])
