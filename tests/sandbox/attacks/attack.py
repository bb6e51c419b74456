"""What an attack is: one frozen record, and the rules that tell from what was seen whether it was held.

Everything here and in `catalogue/` is data for whoever can run a program: the tests, the table, and the proof of the
compose stack, which hands the same programs to the runner of its container. So it needs the standard library, and of
the project only `sandbox.events`.
"""

import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from textwrap import dedent
from typing import Any

from sandbox.events import End, Event, Outcome, Stderr, Stdout
from tests.sandbox.attacks.needs import Need

OUT, HELD = "OUT", "HELD"
"""How a line begins that tells of a wall that did not hold, and of one that did."""
REFUSED = "refused"
"""The outcome of what cannot even be made a Job."""
SECONDS = 10.0
"""For an attack that has no limit of its own to try."""
LOOKING = "by looking"
"""A way of running beside the tiers: use is counted without cgroups."""


class Wants(StrEnum):
    """What Mallory is after."""

    NETWORK = "the network"
    SECRETS = "secrets"
    FILES = "files and rights"
    OTHER_RUNS = "other runs"
    EXHAUSTION = "all of the machine"
    OUTPUT = "to drown or deceive the reader"
    FORGED_EVENTS = "to be believed"
    DOORS = "a door into the kernel"
    MALFORMED = "to break the runner"


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a run is like when the wall held: it ends so, and says so. A killing filter is as good as a word."""

    outcomes: tuple[str, ...] = (Outcome.FINISHED,)
    says: str = HELD
    exit_code: int | None = None
    may_be_killed: bool = False


@dataclass(frozen=True, kw_only=True)
class Control:
    """How the attack is seen to succeed where the wall is missing.

    `program`: a bounded form where the same program would harm the host; "" for the same. `ends_badly`: it succeeds by
    the death of its interpreter. `needs`: what the host must have for it. `never`: why no control can succeed at all.
    """

    program: str = ""
    ends_badly: bool = False
    needs: Need | None = None
    never: str = ""


@dataclass(frozen=True)
class Stage:
    """Who is there beside the attack: a program that sets `facts`, which the attack imports from `target`.

    It may define `was_harmed`, which is asked when the attack is over. `is_a_run`: it is another learner's program, and
    lives behind walls wherever the attack does.
    """

    program: str
    is_a_run: bool = False


@dataclass(frozen=True, kw_only=True)
class Attack:
    """One thing that Mallory tries. `item`: its place in the list of what must be held.

    `open_on`: the ways of running on which it is known to get through today, each with the reason.
    """

    name: str
    wants: Wants
    item: str
    wall: str
    program: str
    held: Held = Held()
    limits: Mapping[str, float] = field(default_factory=dict)
    stage: Stage | None = None
    control: Control = Control()
    open_on: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """The program as it is run."""
        return dedent(self.program).lstrip("\n")

    def request(self, files: Mapping[str, str]) -> dict[str, Any]:
        """The attack as `asking` takes it to a runner, with the files that its stage has made."""
        return {"source": self.text(), "files": dict(files), "limits": {"wall_seconds": SECONDS, **self.limits}}

    def control_text(self) -> str:
        return dedent(self.control.program).lstrip("\n") or self.text()


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was seen of a program: how it ended, what it said, and the last word of its stage."""

    outcome: str
    exit_code: int | None
    stdout: str
    stderr: str = ""
    detail: str = ""
    stage: str = ""

    @property
    def telling(self) -> list[str]:
        """The lines that say whether it got through."""
        lines = f"{self.stdout}\n{self.stage}".splitlines()
        return [line for line in lines if line.startswith((OUT, HELD))]

    @property
    def got_through(self) -> bool:
        return any(line.startswith(OUT) for line in self.telling)


def seen_of(events: Sequence[Event]) -> Seen:
    """What the events of a whole run show."""
    end = events[-1]
    assert isinstance(end, End)
    return Seen(
        outcome=end.outcome,
        exit_code=end.exit_code,
        stdout="".join(event.text for event in events if isinstance(event, Stdout)),
        stderr="".join(event.text for event in events if isinstance(event, Stderr)),
        detail=end.detail,
    )


def refused(sentence: str) -> Seen:
    """What is seen of a program that no Job can be made of."""
    return Seen(outcome=REFUSED, exit_code=None, stdout="", detail=sentence)


def escaped(attack: Attack, seen: Seen) -> str:
    """Why the attack was not held, in words; "" where it was."""
    wanted = attack.held
    if seen.got_through:
        return f"it got through: {seen.telling}"
    if wanted.may_be_killed and seen.exit_code == -signal.SIGSYS:
        return ""
    if seen.outcome not in wanted.outcomes:
        return (
            f"it ended as {seen.outcome} ({seen.detail}), not as {' or '.join(wanted.outcomes)}: {seen.stderr[-500:]}"
        )
    if wanted.says not in seen.stdout:
        return f"it did not say {wanted.says!r} but {seen.stdout[-300:]!r}: {seen.stderr[-500:]}"
    if wanted.exit_code is not None and seen.exit_code != wanted.exit_code:
        return f"its exit code was {seen.exit_code}, not {wanted.exit_code}"
    return ""


def succeeded(attack: Attack, seen: Seen) -> bool:
    """Whether a control has shown what the wall prevents."""
    return seen.got_through or (attack.control.ends_badly and seen.exit_code != 0)


def attempt(act: str, *, imports: str = "os, socket") -> str:
    """The commonest program: one act that the system should refuse."""
    return f"import {imports}\ntry:\n    {act}\n    print('OUT')\nexcept OSError as error:\n    print('HELD', error)\n"
