"""Runs programs behind the walls, and without them: every attack is tried both ways, every good citizen behind them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import count
from textwrap import dedent

import pytest

from sandbox.events import End, Event, Outcome, Stderr, Stdout
from sandbox.jail.cgroups import Home, find_home
from sandbox.jail.interpreters import Interpreters, find_interpreters
from sandbox.jail.performing import Place, perform
from sandbox.jail.standing import Ear, NoSandboxHere, require_linux, try_walls
from sandbox.jobs import Job, Limits

FIRST_SLOT = 100_000 + os.getpid() * 1000
"""Of this test process: no other runner's programs, nor another test's, have its uids."""
slots_of_tests = count(FIRST_SLOT)
OUTSIDE_SECONDS = 20


@dataclass(frozen=True)
class Heard:
    """What a run said."""

    events: list[Event]

    @property
    def end(self) -> End:
        assert isinstance(self.events[-1], End)
        return self.events[-1]

    @property
    def outcome(self) -> Outcome:
        return self.end.outcome

    @property
    def stdout(self) -> str:
        return "".join(event.text for event in self.events if isinstance(event, Stdout))

    @property
    def stderr(self) -> str:
        return "".join(event.text for event in self.events if isinstance(event, Stderr))


@dataclass(frozen=True)
class Host:
    interpreters: Interpreters
    home: Home | None


@cache
def this_host() -> Host | str:
    """What is needed to run here, or the reason why nothing can."""
    try:
        require_linux()
        host = Host(find_interpreters(), find_home())
        try_walls(host.interpreters.default, place=a_place(), home=host.home)
    except NoSandboxHere as refusal:
        return refusal.text
    return host


def a_host() -> Host:
    host = this_host()
    if isinstance(host, str):
        pytest.skip(f"no sandbox on this host: {host}")
    return host


def a_place() -> Place:
    """A slot of its own, with all cores, so that no two runs of the tests share a uid."""
    return Place(number=next(slots_of_tests), cores=tuple(sorted(os.sched_getaffinity(0))))


def behind_walls(
    source: str,
    *,
    files: dict[str, str] | None = None,
    python: str | None = None,
    by_looking: bool = False,
    ear: Ear | None = None,
    **limits: float,
) -> Heard:
    """The program's run. `by_looking`: measured without cgroups, as on a host where none can be made."""
    host, ear = a_host(), ear or Ear()
    job = Job(dedent(source), files or {}, python, Limits(**limits))
    interpreter = host.interpreters.named(python)
    perform(job, interpreter=interpreter, place=a_place(), home=None if by_looking else host.home, audience=ear)
    return Heard(ear.heard)


def unprotected(source: str, **options) -> str:
    """What the same program prints where no wall stands: the negative control of an attack."""
    command = [sys.executable, "-c", dedent(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=OUTSIDE_SECONDS, **options)
    return done.stdout


def wait_until(is_so: Callable[[], bool]) -> None:
    """Returns once it is so; fails when it is not after a time that no healthy machine needs."""
    give_up_at = time.monotonic() + OUTSIDE_SECONDS
    while not is_so():
        assert time.monotonic() < give_up_at, "it never came to be"
        time.sleep(0.01)


def each_interpreter() -> list[str]:
    host = this_host()
    return ["none"] if isinstance(host, str) else [each.minor for each in host.interpreters.all]
