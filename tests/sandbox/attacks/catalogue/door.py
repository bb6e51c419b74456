"""What all attacks at the kernel's doors have in common: they make a call and tell what the kernel answers."""

from tests.sandbox.attacks.attack import Attack, Control, Held, Wants
from tests.sandbox.attacks.catalogue.calls import knocks
from tests.sandbox.attacks.needs import Need


def door(
    name: str,
    text: str,
    *,
    item: str = "",
    wall: str = "seccomp",
    needs: Need | None = None,
) -> Attack:
    """An attack whose control is the same call made by root on the host, which no wall refuses."""
    return Attack(
        name=name,
        wants=Wants.DOORS,
        item=item,
        wall=wall,
        program=knocks(text),
        held=Held(may_be_killed=True),
        control=Control(needs=needs),
    )
