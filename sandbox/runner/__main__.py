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
from sandbox.jail.descriptors import have_standard_descriptors
from sandbox.jail.homes import find_home, make_room_for_runs
from sandbox.jail.interpreters import Interpreters, NoInterpreter, find_interpreters
from sandbox.jail.rooms import Rooms
from sandbox.jail.standing import NoSandboxHere, require_linux, try_walls
from sandbox.runner.daemon import Daemon, Offer
from sandbox.runner.door import DoorShut, group_number, open_door
from sandbox.runner.lane import open_lane, warmed
from sandbox.runner.nursery import Nursery
from sandbox.runner.outer_wall import NoOuterWall, run_behind_it
from sandbox.runner.slots import Slots
from sandbox.selftest.requiring import RUN, require_tier
from sandbox.selftest.standing import Tier

log = logging.getLogger(__name__)
USAGE, NO_SANDBOX_HERE = 2, 3
STOCK_A_SLOT = 3
"""Waiting jails: runs in quick succession find one, and each costs some megabytes."""


BEHIND = "--behind-the-outer-wall"
"""How the runner tells itself where it is, once it has started itself there."""


def main() -> int:
    have_standard_descriptors()
    options = parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    refused = Path(f"{options.socket}.refused")
    try:
        refused.unlink(missing_ok=True)
        require_linux()
        settle()
        return surround(options) if options.wants_outer_wall else serve(options, around="no outer wall: not wanted")
    except DoorShut as shut:
        print(shut, file=sys.stderr)
        return USAGE
    except NoSandboxHere as refusal:
        if options.is_behind:
            return NO_SANDBOX_HERE  # it is tried again without the outer wall, and told then
        print(refusal.text, flush=True)
        refused.write_text(f"{refusal.text}\n")
        return NO_SANDBOX_HERE


def settle() -> None:
    """Keeps to the cores of its quota, which is not seen any more once it has moved into a cgroup of its own."""
    os.sched_setaffinity(0, usable_cores())
    make_room_for_runs()


def surround(options: argparse.Namespace) -> int:
    """Serves behind the outer wall, or without it where it cannot be had or costs the tier that is asked for."""
    if options.is_behind:
        return serve(options, around="outer wall: bubblewrap")
    try:
        status = run_behind_it(arguments_behind(options), socket=options.socket, group=options.group)
    except NoOuterWall as what_instead:
        return serve(options, around=str(what_instead))
    except NoInterpreter as error:
        raise NoSandboxHere(str(error)) from None
    if status != NO_SANDBOX_HERE:
        return status
    return serve(options, around=f"no outer wall: behind bubblewrap tier {options.tier} does not stand")


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox.runner", description="Runs programs for the site.")
    parser.add_argument("--socket", type=Path, required=True, metavar="PATH", help="where to listen, mode 0660")
    parser.add_argument("--group", metavar="NAME", help="the group, besides our own account, that may ask for runs")
    parser.add_argument(
        "--tier", choices=list(map(str, RUN)), default=str(Tier.ONE_B),
        help="refuse to start where the walls make less; 1b by default",
    )  # fmt: skip
    parser.add_argument(
        "--no-outer-wall", dest="wants_outer_wall", action="store_false", help="no bubblewrap around the runner"
    )
    parser.add_argument(BEHIND, dest="is_behind", action="store_true", help=argparse.SUPPRESS)
    return parser


def arguments_behind(options: argparse.Namespace) -> list[str]:
    """Those that we were given, but for the working directory, which is another there."""
    group = [] if options.group is None else ["--group", options.group]
    return [BEHIND, "--socket", str(options.socket.absolute()), "--tier", options.tier, *group]


def serve(options: argparse.Namespace, *, around: str) -> int:
    """Until SIGTERM, SIGINT or SIGHUP; raises DoorShut or NoSandboxHere where it cannot begin.

    `around`: what stands around the runner, in words.
    """
    tier = require_tier(Tier(options.tier)).tier
    bell = listen_for_signals()
    number = None if options.group is None else group_number(options.group)
    with open_door(options.socket, options.group) as listener:
        Daemon(listener, ready_offer(around, tier), group=number).serve_until(bell)
    return 0


def listen_for_signals() -> int:
    """A descriptor that becomes readable when this process is asked to end."""
    bell, rope = os.pipe()
    os.set_blocking(rope, False)
    signal.set_wakeup_fd(rope)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    return bell


def ready_offer(around: str, tier: Tier) -> Offer:
    """What this host has to offer, once its walls were tried; says that it is ready. Raises NoSandboxHere."""
    usable = usable_cores()
    cores = shared_out(usable)
    interpreters, rooms = the_hosts_interpreters(), Rooms(find_home())
    spare = set(usable).difference(*cores)
    nursery = Nursery(interpreters, rooms, stock=STOCK_A_SLOT * len(cores), cores=spare)
    try:
        walls = f"{try_walls(partial(nursery.take, interpreters.default), cores=cores[0])}; {around}"
        interpreters = those_that_run(interpreters, nursery, cores[0])
    except BaseException:
        nursery.close()
        raise
    print(f"ready: {in_words(cores, interpreters)}; {walls}", flush=True)
    return Offer(
        slots=Slots(cores),
        lane=warmed(open_lane(usable, cores), interpreters, nursery),
        interpreters=interpreters,
        nursery=nursery,
        walls=walls,
        tier=str(tier),
    )


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
