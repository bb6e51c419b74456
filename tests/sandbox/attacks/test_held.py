"""Every attack of the catalogue is held, on every tier that can be had here, and counted by cgroups and by looking."""

import os
import subprocess
from collections.abc import Sequence

import pytest

from sandbox.events import LINE_BYTES, Event, parse, to_line
from sandbox.jail.rooms import UIDS_A_PROCESS
from tests.sandbox.attacks.attack import LOOKING, Attack, Seen, Wants, escaped
from tests.sandbox.attacks.catalogue import ATTACKS
from tests.sandbox.attacks.playing import play
from tests.sandbox.attacks.tiers import Way, ways
from tests.sandbox.walls import a_host, this_host

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host"),
]
PLAYS_OF_THE_OPEN = 3
TRIED = [
    pytest.param(attack, way, id=f"{attack.name}-{way.name}")
    for way in ways()
    for attack in ATTACKS
    if way.name != LOOKING or attack.wants is Wants.EXHAUSTION
]


@pytest.mark.parametrize(("attack", "way"), TRIED)
def test_mallory_is_held_who(attack, way: Way, request):
    if reason := attack.open_on.get(way.name):
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))

    seen, events = played(attack, way)

    assert not escaped(attack, seen)
    assert all(parse(to_line(event)) == event for event in events)
    assert max((len(to_line(event)) for event in events), default=0) <= LINE_BYTES
    assert len(events) < 1000 + attack.limits.get("output_kibibytes", 0) // 2
    assert not processes_of_tests()


def played(attack: Attack, way: Way) -> tuple[Seen, Sequence[Event]]:
    """Of one that is known to get through, the first of three plays in which it does: that a busy host was slow enough
    to hold it once is no wall, and that it was held three times is one that the catalogue does not know of.
    """
    plays = PLAYS_OF_THE_OPEN if way.name in attack.open_on else 1
    for _ in range(plays):
        seen, events = play(attack, **way.how)
        if escaped(attack, seen):
            break
    return seen, events


def processes_of_tests() -> list[str]:
    """Every process of the uids that root's runs take in this test's own process."""
    if os.geteuid() != 0:
        return []
    status = subprocess.run(["ps", "-e", "-o", "uid="], capture_output=True, text=True, check=True).stdout
    return [uid for uid in status.split() if 0 <= int(uid) - a_host().rooms.first_uid < UIDS_A_PROCESS]
