"""Runs programs behind the walls, and without them: every attack is tried both ways, every good citizen behind them."""

import atexit
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from textwrap import dedent

import pytest

from sandbox.events import End, Event, Outcome, Stderr, Stdout
from sandbox.jail.homes import find_home
from sandbox.jail.interpreters import Interpreter, Interpreters, find_interpreters
from sandbox.jail.jails import Jail
from sandbox.jail.performing import perform
from sandbox.jail.rooms import Rooms
from sandbox.jail.standing import Ear, NoSandboxHere, require_linux, try_walls
from sandbox.jail.zygotes import Zygote
from sandbox.jobs import Job, Limits

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
    """What is needed to run here, found once a process: its zygotes live as long as the tests do."""

    interpreters: Interpreters
    rooms: Rooms
    rooms_by_looking: Rooms

    @cache  # noqa: B019 - there is one host
    def zygote(self, interpreter: Interpreter, tier: str) -> Zygote:
        zygote = Zygote(interpreter, is_root=self.rooms.is_root, masks_proc=tier == "1b")
        atexit.register(zygote.close)
        return zygote

    def jail(self, python: str | None = None, *, tier: str = "1", by_looking: bool = False) -> Jail:
        rooms = self.rooms_by_looking if by_looking else self.rooms
        return self.zygote(self.interpreters.named(python), tier).built_jail(rooms)


@cache
def this_host() -> Host | str:
    """What is needed to run here, or the reason why nothing can."""
    try:
        require_linux()
        host = Host(find_interpreters(), Rooms(find_home()), Rooms(None))
        try_walls(host.jail, cores=all_cores())
    except NoSandboxHere as refusal:
        return refusal.text
    return host


def a_host() -> Host:
    host = this_host()
    if isinstance(host, str):
        pytest.skip(f"no sandbox on this host: {host}")
    return host


def all_cores() -> tuple[int, ...]:
    return tuple(sorted(os.sched_getaffinity(0)))


def behind_walls(
    source: str,
    *,
    files: dict[str, str] | None = None,
    python: str | None = None,
    tier: str = "1",
    by_looking: bool = False,
    ear: Ear | None = None,
    is_recorded: bool = False,
    **limits: float,
) -> Heard:
    """The program's run. `tier`: "1b" without a /proc; `by_looking`: measured as where no cgroups can be made."""
    host, ear = a_host(), ear or Ear()
    job = Job(dedent(source), files or {}, python, Limits(**limits), is_recorded)
    perform(job, jail=host.jail(python, tier=tier, by_looking=by_looking), cores=all_cores(), audience=ear)
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
