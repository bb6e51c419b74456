"""Every attack succeeds where the wall it tries is missing: else that it is held would mean nothing."""

import pytest

from tests.sandbox.attacks.attack import succeeded
from tests.sandbox.attacks.catalogue import ATTACKS
from tests.sandbox.attacks.playing import play_unprotected

pytestmark = pytest.mark.attack


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_without_the_wall_she_succeeds_who(attack):
    control = attack.control
    if control.never:
        pytest.skip(f"no control can succeed: {control.never}")
    if control.needs is not None and not control.needs.is_met():
        pytest.skip(f"the control cannot succeed on this host: it needs {control.needs.words}")

    seen = play_unprotected(attack)

    assert succeeded(attack, seen), seen
