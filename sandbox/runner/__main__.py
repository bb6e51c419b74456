"""`python -m sandbox.runner --socket PATH [--group NAME]`: the daemon that runs programs for whoever may ask.

Exit status: 0 it was asked to end · 2 usage, or another runner is there · 3 no jail can be built on this host.
"""

import argparse
import logging
import os
import signal
import sys
from pathlib import Path

from sandbox.jail.cgroups import find_home, remove_abandoned
from sandbox.jail.cores import shared_out, usable_cores
from sandbox.jail.interpreters import find_interpreters
from sandbox.runner.daemon import Daemon, Offer
from sandbox.runner.door import DoorShut, group_number, open_door
from sandbox.runner.slots import Slots

USAGE, NO_SANDBOX_HERE = 2, 3


def main() -> int:
    options = parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    bell = listen_for_signals()
    try:
        group = None if options.group is None else group_number(options.group)
        with open_door(options.socket, options.group) as listener:
            offer = make_offer()
            print(f"ready: {offer.slots.count} slots", flush=True)
            Daemon(listener, offer, group=group).serve_until(bell)
    except DoorShut as shut:
        print(shut, file=sys.stderr)
        return USAGE
    return 0


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox.runner", description="Runs programs for the site.")
    parser.add_argument("--socket", type=Path, required=True, metavar="PATH", help="where to listen, mode 0660")
    parser.add_argument("--group", metavar="NAME", help="the group, besides our own account, that may ask for runs")
    return parser


def listen_for_signals() -> int:
    """A descriptor that becomes readable when this process is asked to end."""
    bell, rope = os.pipe()
    os.set_blocking(rope, False)
    signal.set_wakeup_fd(rope)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    return bell


def make_offer() -> Offer:
    home = find_home()
    if home is not None:
        remove_abandoned(home)
    return Offer(slots=Slots(shared_out(usable_cores())), interpreters=find_interpreters(), home=home, walls="")


if __name__ == "__main__":
    sys.exit(main())
