"""A loopback of one's own, as a run has it: on that of a host every packet may have to pass its firewall's rules."""

import os

from sandbox.jail.loopback import bring_up_loopback


def have_own_loopback() -> None:
    """For this process and what it starts; raises OSError where no namespace can be made."""
    os.unshare(os.CLONE_NEWNET if os.geteuid() == 0 else os.CLONE_NEWUSER | os.CLONE_NEWNET)
    bring_up_loopback()
