"""Tries at start whether a jail can be built here, by building one and running a program in it."""

import sys
from collections.abc import Callable, Mapping

from sandbox.events import Event, Outcome, Stderr, Stdout
from sandbox.jail.advice import advice, this_host
from sandbox.jail.audience import Audience
from sandbox.jail.jails import Jail, NoJail
from sandbox.jail.performing import perform
from sandbox.jobs import Job, Limits

PROGRAM = "print('it runs')\n"
LIMITS = Limits(wall_seconds=10, cores=1)


class NoSandboxHere(Exception):
    """No jail can be built on this host; `text` says what is missing and what to type, in a few lines."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Ear(Audience):
    """Keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[Event] = []

    def say(self, event: Event) -> None:
        self.heard.append(event)

    def is_full(self) -> bool:
        return False

    def watched(self) -> Mapping[int, int]:
        return {}

    def attend(self, ready: Mapping[int, int]) -> None:
        """Nothing can be asked of it."""

    def hear_the_rest(self) -> None:
        """It hears at once."""

    @property
    def text(self) -> str:
        return "".join(event.text for event in self.heard if isinstance(event, Stdout | Stderr))


def require_linux() -> None:
    """Raises NoSandboxHere on any other system, before anything asks for what only Linux has."""
    if sys.platform != "linux":
        raise NoSandboxHere(advice(this_host(), ""))


def try_walls(born: Callable[[], Jail], *, cores: tuple[int, ...]) -> str:
    """The walls that stand, in words; raises NoSandboxHere where no program can be run in what `born` gives."""
    ear = Ear()
    try:
        jail = born()
        end = perform(Job(PROGRAM, limits=LIMITS), jail=jail, cores=cores, audience=ear)
    except NoJail as error:
        raise NoSandboxHere(advice(this_host(), str(error))) from None
    if end.outcome is not Outcome.FINISHED or not ear.text.startswith("it runs"):
        raise NoSandboxHere(advice(this_host(), f"{end.detail} {ear.text}".strip()))
    return in_words(jail)


def in_words(jail: Jail) -> str:
    proc = "a /proc of their own (tier 1)" if "proc" in jail.descriptors else "no /proc (tier 1b)"
    cgroups = jail.room.cgroups
    counted = "their processes every 20 ms" if cgroups is None else f"cgroups, version {cgroups.version}"
    return f"namespaces, a root without the site's files, no network but loopback, {proc}; use is counted by {counted}"
