"""The attacks of tests/sandbox/attacks, handed to the runner of the stack as a worker hands it a learner's program.

The negative control of each is run there; here the question is whether the same walls stand in a container. A stage
is set beside the jail, in the runner's own container. The witness holds no wall: it shows that OUT is heard when said.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import batched
from pathlib import Path
from typing import Any

from tests.sandbox.attacks import asking
from tests.sandbox.attacks.attack import LOOKING, Attack, Seen, Wants, escaped
from tests.sandbox.attacks.catalogue import ATTACKS
from tests.sandbox.attacks.staging import NoStage, set_on_host

SOCKET = "/run/interleave/runner.sock"
TIER = "tier 1b"
TOGETHER = 20
"""So many programs are handed over by one command, which may take two minutes."""
IN_THE_WORKER = ("python", "-c", Path(asking.__file__).read_text(), SOCKET)
IN_THE_RUNNER = ("python3", "-c")
WITNESS = Attack(name="a program that may", wants=Wants.OUTPUT, item="", wall="", program="print('OUT')")

type Ask = Callable[[str], str]
"""Hands requests, as JSON, to the runner and gives its answers, as JSON."""
type Command = Sequence[str]


@dataclass
class Report:
    """What was seen of the catalogue: the walls in the runner's words, and what became of the attacks, by name."""

    walls: str = ""
    held: list[str] = field(default_factory=list)
    got_through: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    not_tried: dict[str, str] = field(default_factory=dict)

    def add(self, attack: Attack, seen: Seen) -> None:
        reason = escaped(attack, seen)
        known = attack.open_on.get(TIER) or attack.open_on.get(LOOKING)
        if not reason:
            self.held.append(attack.name)
        elif known:
            self.known[attack.name] = known
        else:
            self.got_through[attack.name] = reason


def try_all(ask: Ask, stage_command: Command, attacks: Sequence[Attack] = ATTACKS) -> Report:
    """Every attack on one runner, those without a stage many at a time."""
    report = Report()
    for few in batched([each for each in attacks if each.stage is None], TOGETHER):
        answer = answers(ask, [each.request({}) for each in few])
        report.walls = answer["walls"]
        for attack, seen in zip(few, answer["seen"], strict=True):
            report.add(attack, Seen(**seen))
    for attack in attacks:
        if attack.stage is not None:
            try_on_its_stage(attack, ask, stage_command, report)
    return report


def try_on_its_stage(attack: Attack, ask: Ask, stage_command: Command, report: Report) -> None:
    assert attack.stage is not None
    if attack.stage.is_a_run:
        report.not_tried[attack.name] = "takes a second run at the same time"
        return
    try:
        with set_on_host(attack.stage, command=tuple(stage_command)) as standing:
            seen = Seen(**answers(ask, [attack.request(standing.files)])["seen"][0])
    except NoStage as reason:
        report.not_tried[attack.name] = f"its stage cannot be set: {reason}"
        return
    report.add(attack, replace(seen, stage=standing.last_word))


def answers(ask: Ask, requests: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(ask(json.dumps(requests)))
    return answer


def is_heard(ask: Ask) -> bool:
    """Whether OUT is heard of the witness, who may say it."""
    return Seen(**answers(ask, [WITNESS.request({})])["seen"][0]).got_through


def in_words(report: Report) -> Iterator[str]:
    yield report.walls
    yield f"{len(report.held)} attacks held"
    for words, names in (("known to get through", report.known), ("not tried", report.not_tried)):
        for name, reason in names.items():
            yield f"{words}: {name} ({reason})"
