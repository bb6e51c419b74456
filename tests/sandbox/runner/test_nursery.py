"""Jails wait for runs, are used once, and are made anew, whatever is killed meanwhile."""

import os
import signal

import pytest

from sandbox.jail.interpreters import Interpreter, Interpreters
from sandbox.jail.jails import NoJail
from sandbox.runner import nursery as module
from sandbox.runner.nursery import Nursery
from tests.sandbox.walls import a_host, wait_until


@pytest.fixture
def nursery():
    host = a_host()
    nursery = Nursery(host.interpreters, host.rooms, stock=2)
    yield nursery
    nursery.close()


def own(nursery):
    return nursery._stocks[a_host().interpreters.default]


def wait_until_full(nursery):
    wait_until(lambda: len(own(nursery).ready) == 2)


def test_it_keeps_its_stock(nursery):
    wait_until_full(nursery)
    with nursery.take(a_host().interpreters.default) as jail:
        assert jail.is_waiting
        wait_until_full(nursery)


def test_while_a_program_runs_no_more_are_built_than_are_asked_for(nursery):
    wait_until_full(nursery)
    with nursery.quiet():
        for _ in range(3):
            nursery.take(a_host().interpreters.default).close()
        assert not own(nursery).ready
    wait_until_full(nursery)


@pytest.fixture
def for_moves(nursery):
    """The stock that is kept for moves, once it is full."""
    explorer = a_host().interpreters.explorer
    nursery.keep(explorer, stock=1)
    stock = nursery._stocks[explorer]
    wait_until(lambda: len(stock.ready) == 1)
    return stock


def test_jails_for_moves_are_built_also_while_a_program_runs(nursery, for_moves):
    wait_until_full(nursery)
    with nursery.quiet():
        nursery.take(a_host().interpreters.default).close()
        for _ in range(3):
            wait_until(lambda: len(for_moves.ready) == 1)
            nursery.take(for_moves.interpreter).close()
        assert len(own(nursery).ready) == 1


def test_while_a_click_waits_nothing_is_built_that_nobody_waits_for(nursery, for_moves):
    with nursery.hurried():
        for _ in range(3):
            nursery.take(for_moves.interpreter).close()
        assert not for_moves.ready
    wait_until(lambda: len(for_moves.ready) == 1)


def test_what_is_kept_for_moves_stays_though_nobody_clicks(nursery, for_moves, monkeypatch):
    monkeypatch.setattr(module, "IDLE_SECONDS", 0.0)
    nursery.take(a_host().interpreters.default).close()  # it looks around after each
    wait_until_full(nursery)

    assert for_moves.zygote.is_alive
    assert len(for_moves.ready) == 1


def test_a_jail_that_was_killed_while_it_waited_is_given_to_nobody(nursery):
    wait_until_full(nursery)
    victim = own(nursery).ready[0]
    with nursery.quiet():
        victim.kill()
        wait_until(lambda: not victim.is_waiting)
        with nursery.take(a_host().interpreters.default) as jail:
            assert jail.pid != victim.pid
            assert jail.is_waiting


def test_a_zygote_that_was_killed_is_replaced(nursery):
    wait_until_full(nursery)
    victim = own(nursery).zygote
    os.kill(victim.pid, signal.SIGKILL)
    wait_until(lambda: not victim.is_alive)

    for _ in range(3):
        nursery.take(a_host().interpreters.default).close()

    assert own(nursery).zygote.pid != victim.pid


def test_an_interpreter_that_nobody_asks_for_gives_its_memory_back(nursery, monkeypatch):
    other = next((each for each in a_host().interpreters.all[1:]), None)
    if other is None:
        pytest.skip("this host offers one interpreter only")
    nursery.take(other).close()
    stock = nursery._stocks[other]
    assert stock.zygote is not None

    monkeypatch.setattr(module, "IDLE_SECONDS", 0.0)
    nursery.take(a_host().interpreters.default).close()  # it looks around after each

    wait_until(lambda: stock.zygote is None and not stock.ready)


def test_what_cannot_be_built_is_told_to_the_one_who_asked():
    nobody = Interpreter(version="3.99.0", executable="/nowhere/python", prefixes=("/nowhere",), packages=())
    nursery = Nursery(Interpreters((nobody,)), a_host().rooms, stock=1)
    try:
        with pytest.raises(NoJail, match="interpreter"):
            nursery.take(nobody)
    finally:
        nursery.close()


def test_after_its_end_nothing_of_it_lives(nursery):
    wait_until_full(nursery)
    pids = [own(nursery).zygote.pid, *(jail.pid for jail in own(nursery).ready)]

    nursery.close()

    with pytest.raises(NoJail, match="ending"):
        nursery.take(a_host().interpreters.default)
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
