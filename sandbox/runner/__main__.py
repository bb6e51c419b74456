"""`python -m sandbox.runner --socket PATH [--group NAME] [--tier 1]`: the daemon that runs programs for who may ask.

Exit status: 0 it was asked to end · 2 usage, or another runner is there · 3 the walls of this host make less than the
tier that is asked for, and the reason, with what to type, stands in PATH.refused as well.
"""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sandbox.jail.cores import shared_out, usable_cores
from sandbox.jail.homes import find_home, make_room_for_runs
from sandbox.jail.interpreters import Interpreters, NoInterpreter, find_interpreters
from sandbox.jail.rooms import Rooms
from sandbox.jail.standing import NoSandboxHere, require_linux, try_walls
from sandbox.runner.daemon import Daemon, Offer
from sandbox.runner.door import DoorShut, group_number, open_door
from sandbox.runner.nursery import Nursery
from sandbox.runner.slots import Slots
from sandbox.selftest.requiring import RUN, require_tier
from sandbox.selftest.standing import Tier

log = logging.getLogger(__name__)
USAGE, NO_SANDBOX_HERE = 2, 3
STOCK_A_SLOT = 3
"""Waiting jails: runs in quick succession find one, and each costs some megabytes."""


def main() -> int:
    options = parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    refused = Path(f"{options.socket}.refused")
    try:
        refused.unlink(missing_ok=True)
        require_linux()
        require_tier(Tier(options.tier))
        serve(options.socket, options.group)
    except DoorShut as shut:
        print(shut, file=sys.stderr)
        return USAGE
    except NoSandboxHere as refusal:
        print(refusal.text, flush=True)
        refused.write_text(f"{refusal.text}\n")
        return NO_SANDBOX_HERE
    return 0


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox.runner", description="Runs programs for the site.")
    parser.add_argument("--socket", type=Path, required=True, metavar="PATH", help="where to listen, mode 0660")
    parser.add_argument("--group", metavar="NAME", help="the group, besides our own account, that may ask for runs")
    parser.add_argument(
        "--tier", choices=list(map(str, RUN)), default=str(Tier.ONE_B),
        help="refuse to start where the walls make less; 1b by default",
    )  # fmt: skip
    return parser


def serve(socket: Path, group: str | None) -> None:
    """Until SIGTERM, SIGINT or SIGHUP; raises DoorShut or NoSandboxHere where it cannot begin."""
    bell = listen_for_signals()
    number = None if group is None else group_number(group)
    with open_door(socket, group) as listener:
        Daemon(listener, ready_offer(), group=number).serve_until(bell)


def listen_for_signals() -> int:
    """A descriptor that becomes readable when this process is asked to end."""
    bell, rope = os.pipe()
    os.set_blocking(rope, False)
    signal.set_wakeup_fd(rope)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    return bell


def ready_offer() -> Offer:
    """What this host has to offer, once its walls were tried; says that it is ready. Raises NoSandboxHere."""
    usable = usable_cores()  # before the move into a cgroup of our own, which has no quota to show
    cores = shared_out(usable)
    make_room_for_runs()
    interpreters, rooms = the_hosts_interpreters(), Rooms(find_home())
    spare = set(usable).difference(*cores)
    nursery = Nursery(interpreters, rooms, stock=STOCK_A_SLOT * len(cores), cores=spare)
    try:
        walls = try_walls(partial(nursery.take, interpreters.default), cores=cores[0])
        interpreters = those_that_run(interpreters, nursery, cores[0])
    except BaseException:
        nursery.close()
        raise
    print(f"ready: {in_words(cores, interpreters)}; {walls}", flush=True)
    return Offer(slots=Slots(cores), interpreters=interpreters, nursery=nursery, walls=walls)


def the_hosts_interpreters() -> Interpreters:
    try:
        return find_interpreters()
    except NoInterpreter as error:
        raise NoSandboxHere(str(error)) from None


def those_that_run(interpreters: Interpreters, nursery: Nursery, cores: tuple[int, ...]) -> Interpreters:
    """Without those that start here but not behind the walls: parts of them lie where only their owner reads."""
    usable = [interpreters.default]
    for each in interpreters.all[1:]:
        try:
            try_walls(partial(nursery.take, each), cores=cores)
            usable.append(each)
        except NoSandboxHere as refusal:
            log.warning("Python %s at %s is left out: %s", each.version, each.executable, refusal.text.splitlines()[0])
    return Interpreters(tuple(usable))


def in_words(cores: Sequence[tuple[int, ...]], interpreters: Interpreters) -> str:
    versions = ", ".join(each.version for each in interpreters.all)
    return f"slots: {len(cores)}, with cores each: {len(cores[0])}; Python {versions}"


if __name__ == "__main__":
    sys.exit(main())
