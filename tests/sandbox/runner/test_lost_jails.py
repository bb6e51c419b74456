"""Where a keeper is killed between two looks, a run goes to another jail, and its caller hears of nothing."""

import os
import select
import signal
from pathlib import Path
from types import SimpleNamespace

import pytest

from sandbox.events import End, Outcome, Started, Stdout
from sandbox.jail.jails import Jail, JailLost
from sandbox.jail.performing import perform
from sandbox.jail.standing import Ear
from sandbox.jail.zygotes import Zygote
from sandbox.jobs import Job
from sandbox.runner.daemon import SPARE_JAILS, Daemon
from sandbox.runner.nursery import Nursery
from tests.sandbox.walls import a_host, all_cores, this_host

pytestmark = pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host")

JOB = Job("print('hello')")


def whose_pid_one_was_killed() -> Jail:
    jail = a_host().jail()
    jail.kill()
    select.select([jail.descriptors["pidfd"]], [], [])  # until then the program may still begin
    return jail


def whose_program_s_process_was_killed() -> Jail:
    jail = a_host().jail()
    (child,) = Path(f"/proc/{jail.pid}/task/{jail.pid}/children").read_text().split()
    os.kill(int(child), signal.SIGKILL)
    return jail


LOST = [whose_pid_one_was_killed, whose_program_s_process_was_killed]


@pytest.mark.parametrize("lost", LOST)
def test_a_jail_that_was_killed_before_its_program_began_says_nothing(lost):
    ear = Ear()

    with pytest.raises(JailLost, match="killed before the program began"):
        perform(JOB, jail=lost(), cores=all_cores(), audience=ear)

    assert ear.heard == []


def performed(*jails: Jail) -> list:
    """What is heard of a run whose runner is given these jails, one after the other."""
    ear, given = Ear(), list(jails)
    nursery = SimpleNamespace(take=lambda _: given.pop(0))
    daemon = Daemon(None, SimpleNamespace(nursery=nursery), group=None)
    daemon.perform(JOB, a_host().interpreters.default, all_cores(), ear)
    return ear.heard


@pytest.mark.parametrize("lost", LOST)
def test_its_run_goes_to_the_next_one(lost):
    started, said, end = performed(*[lost() for _ in range(SPARE_JAILS)], a_host().jail())

    assert (type(started), type(said), said.text) == (Started, Stdout, "hello\n")
    assert (type(end), end.outcome) == (End, Outcome.FINISHED)


def test_where_all_are_killed_it_is_told():
    with pytest.raises(JailLost):
        performed(*[whose_pid_one_was_killed() for _ in range(SPARE_JAILS + 1)])


def test_one_that_is_killed_later_is_not_run_again():
    """Its program has begun, and may have printed: its end is told as it was."""
    jail = a_host().jail()

    class Killer(Ear):
        def say(self, event):
            super().say(event)
            if isinstance(event, Started):
                jail.kill()

    ear = Killer()
    end = perform(Job("while True: pass"), jail=jail, cores=all_cores(), audience=ear)

    assert end.outcome is Outcome.SANDBOX_FAILURE
    assert [type(event) for event in ear.heard] == [Started, End]


def test_a_zygote_that_is_killed_as_it_is_asked_is_replaced(monkeypatch):
    """It looks alive until its death has reached everybody."""
    monkeypatch.setattr(Zygote, "is_alive", True)
    host = a_host()
    nursery = Nursery(host.interpreters, host.rooms, stock=0)
    own = host.interpreters.default
    try:
        nursery.take(own).close()
        os.kill(nursery._stocks[own].zygote.pid, signal.SIGKILL)
        with nursery.take(own) as jail:
            assert jail.is_waiting
    finally:
        nursery.close()
