"""Tries at start whether a jail can be built here, by building one and running a program in it."""

import sys
from collections.abc import Mapping

from sandbox.events import Event, Outcome, Stderr, Stdout
from sandbox.jail.advice import advice, this_host
from sandbox.jail.audience import Audience
from sandbox.jail.cgroups import Home
from sandbox.jail.interpreters import Interpreter
from sandbox.jail.performing import Place, perform
from sandbox.jail.starting import NoJail
from sandbox.jobs import Job, Limits

PROGRAM = "import os\nprint('it runs', os.path.exists('/proc/self/status'))\n"
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


def try_walls(interpreter: Interpreter, *, place: Place, home: Home | None) -> str:
    """The walls that stand, in words; raises NoSandboxHere where a program cannot be run behind them."""
    ear = Ear()
    try:
        end = perform(Job(PROGRAM, limits=LIMITS), interpreter=interpreter, place=place, home=home, audience=ear)
    except NoJail as error:
        raise NoSandboxHere(advice(this_host(), str(error))) from None
    if end.outcome is not Outcome.FINISHED or not ear.text.startswith("it runs"):
        raise NoSandboxHere(advice(this_host(), f"{end.detail} {ear.text}".strip()))
    return in_words(has_own_proc="True" in ear.text, home=home)


def in_words(*, has_own_proc: bool, home: Home | None) -> str:
    proc = "a /proc of their own (tier 1)" if has_own_proc else "no /proc (tier 1b)"
    counted = "their processes every 20 ms" if home is None else f"cgroups, version {home.version}"
    return f"namespaces, a root without the site's files, no network but loopback, {proc}; use is counted by {counted}"
