"""Runs one job in a jail that is made for it alone, as the command line does."""

import os

from sandbox.events import End, Starting
from sandbox.jail import ending
from sandbox.jail.advice import advice, this_host
from sandbox.jail.audience import Audience
from sandbox.jail.homes import find_home
from sandbox.jail.interpreters import Interpreter, NoInterpreter, find_interpreters
from sandbox.jail.jails import NoJail
from sandbox.jail.performing import never_begun, perform
from sandbox.jail.rooms import Rooms
from sandbox.jail.standing import NoSandboxHere, require_linux
from sandbox.jail.zygotes import Zygote
from sandbox.jobs import Job


def run_once(job: Job, audience: Audience) -> End:
    """Says everything to the audience. Raises JobRefused, and NoSandboxHere with what to do."""
    require_linux()
    try:
        interpreter = find_interpreters().asked_for_by(job)
    except NoInterpreter as error:
        raise NoSandboxHere(str(error)) from None
    try:
        return _in_a_new_jail(job, interpreter, audience)
    except NoJail as error:
        audience.say(never_begun(ending.sandbox_failure(str(error))))
        raise NoSandboxHere(advice(this_host(), str(error))) from None


def _in_a_new_jail(job: Job, interpreter: Interpreter, audience: Audience) -> End:
    """On the cores that this process may use."""
    rooms = Rooms(find_home())
    cores = tuple(sorted(os.sched_getaffinity(0)))
    audience.say(Starting())
    with Zygote(interpreter, is_root=rooms.is_root) as zygote:
        return perform(job, jail=zygote.built_jail(rooms), cores=cores, audience=audience)
