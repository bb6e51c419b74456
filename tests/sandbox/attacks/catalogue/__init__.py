"""Everything that Mallory tries, a module for each thing she wants."""

from tests.sandbox.attacks.attack import Attack
from tests.sandbox.attacks.catalogue import (
    bombs,
    doors,
    doors_of_root,
    exhaustion,
    files,
    forged_answers,
    forged_events,
    hidden_memory,
    malformed,
    memory,
    network,
    numbers,
    other_processes,
    other_runs,
    output,
    privileges,
    secrets,
)

ATTACKS: tuple[Attack, ...] = (
    *network.ATTACKS,
    *secrets.ATTACKS,
    *files.ATTACKS,
    *privileges.ATTACKS,
    *other_runs.ATTACKS,
    *other_processes.ATTACKS,
    *bombs.ATTACKS,
    *exhaustion.ATTACKS,
    *memory.ATTACKS,
    *hidden_memory.ATTACKS,
    *output.ATTACKS,
    *forged_events.ATTACKS,
    *forged_answers.ATTACKS,
    *doors.ATTACKS,
    *doors_of_root.ATTACKS,
    *numbers.ATTACKS,
    *malformed.ATTACKS,
)


def named(name: str) -> Attack:
    return next(attack for attack in ATTACKS if attack.name == name)
