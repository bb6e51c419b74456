"""The daemon: a thread for each caller, a slot for each run, and an end within two seconds."""

import logging
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from sandbox.events import Starting
from sandbox.jail import ending
from sandbox.jail.interpreters import Interpreter, Interpreters
from sandbox.jail.jails import JailLost, NoJail
from sandbox.jail.performing import never_begun, perform
from sandbox.jobs import Job, JobRefused
from sandbox.runner.caller import Caller, HungUp
from sandbox.runner.door import may_come_in
from sandbox.runner.nursery import Nursery
from sandbox.runner.slots import Crowded, GaveUp, Slots
from sandbox.runner.wire import WireRefused

log = logging.getLogger(__name__)
MOST_CALLERS = 128
"""At once, runs and those that wait together: each has a thread and some descriptors."""
ENDING_SECONDS = 1.8
SPARE_JAILS = 2
"""For a run whose own was killed before its program began."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What this runner can do: its slots, its Pythons, the jails that wait for them, its walls and their tier.

    `lane`: for moves of the race lab alone; None where this host cannot explore.
    """

    slots: Slots
    lane: Slots | None
    interpreters: Interpreters
    nursery: Nursery
    walls: str
    tier: str


class Daemon:
    def __init__(self, listener: socket.socket, offer: Offer, *, group: int | None) -> None:
        self.listener, self.offer, self.group = listener, offer, group
        self.callers: dict[threading.Thread, Caller] = {}
        self.lock = threading.Lock()

    def serve_until(self, bell: int) -> None:
        """Serves callers until `bell` becomes readable; then ends every run and returns when all are gone."""
        poller = select.poll()
        for each in (self.listener.fileno(), bell):
            poller.register(each, select.POLLIN)
        while bell not in dict(poller.poll()):
            self.receive(self.listener.accept()[0])
        self.send_everybody_home()

    def receive(self, connection: socket.socket) -> None:
        caller = Caller(connection)
        thread = threading.Thread(target=self.attend, args=[caller], daemon=True)
        with self.lock:
            self.callers[thread] = caller
        thread.start()

    def attend(self, caller: Caller) -> None:
        try:
            with caller.connection:
                self.answer(caller)
        except (HungUp, OSError) as error:
            log.info("a caller went away: %r", error)
        finally:
            with self.lock:
                del self.callers[threading.current_thread()]

    def answer(self, caller: Caller) -> None:
        try:
            message = caller.request()  # before the check: one refused while still asking hears of a broken pipe only
            self.check(caller)
            self.grant(message.pop("kind"), message, caller)
        except (JobRefused, WireRefused) as refusal:
            caller.refuse(str(refusal))

    def grant(self, kind: str, message: dict[str, Any], caller: Caller) -> None:
        match kind:
            case "about":
                caller.answer(self.about())
            case "job":
                self.run(Job.from_json(message), caller)
            case _:
                raise WireRefused("A request must be of kind “about” or “job”.")

    def check(self, caller: Caller) -> None:
        if not may_come_in(caller.connection, self.group):
            raise JobRefused("This runner does not serve your account: start it with --group and join that group.")
        if len(self.callers) > MOST_CALLERS:
            raise JobRefused(f"{MOST_CALLERS} programs run or wait already. Try again in a minute; nothing was lost.")

    def about(self) -> dict[str, object]:
        return {
            "kind": "about",
            "slots": self.offer.slots.count,
            "cores": self.offer.slots.cores_each,
            "lanes": self.offer.lane.count if self.offer.lane else 0,
            "interpreters": [each.minor for each in self.offer.interpreters.all],
            "default": self.offer.interpreters.default.minor,
            "walls": self.offer.walls,
            "tier": self.offer.tier,
        }

    def run(self, job: Job, caller: Caller) -> None:
        interpreter = self.offer.interpreters.asked_for_by(job)
        try:
            with self.room(job, caller) as cores:
                caller.say(Starting())
                self.perform(job, interpreter, cores, caller)
        except Crowded:
            raise JobRefused("Many moves of the race lab wait already. Try again in a second.") from None
        except GaveUp:
            caller.say(never_begun(ending.stopped_while_waiting()))
        except NoJail as error:
            log.error("no jail could be built: %s", error)
            caller.say(never_begun(ending.sandbox_failure(str(error))))
        caller.hear_the_rest()

    @contextmanager
    def room(self, job: Job, caller: Caller) -> Iterator[tuple[int, ...]]:
        """The cores of a slot within the block, in which nothing is built beside it; for a move, those of the lane."""
        if not job.is_move:
            with self.offer.slots.one(attend=caller.wants_to_wait) as cores, self.offer.nursery.quiet():
                yield cores
            return
        assert self.offer.lane is not None  # else no interpreter of this host explores, and the job was refused
        with self.offer.lane.one(attend=caller.wants_to_wait) as cores, self.offer.nursery.hurried():
            yield cores

    def perform(self, job: Job, interpreter: Interpreter, cores: tuple[int, ...], caller: Caller) -> None:
        if job.is_move:  # one thread, on whichever of the lane's cores is free
            job = replace(job, limits=replace(job.limits, cores=len(cores)))
        for _ in range(SPARE_JAILS):
            with suppress(JailLost):
                perform(job, jail=self.offer.nursery.take(interpreter), cores=cores, audience=caller)
                return
        perform(job, jail=self.offer.nursery.take(interpreter), cores=cores, audience=caller)

    def send_everybody_home(self) -> None:
        with self.lock:
            leaving = dict(self.callers)
        for caller in leaving.values():
            caller.send_home()
        for thread in leaving:
            thread.join(ENDING_SECONDS / max(1, len(leaving)))
        self.offer.nursery.close()
