"""Greenlets are used again, and nothing of one thread is left in them for the next."""

import threading

import pytest
from greenlet import getcurrent

from sandbox.inside.explorer.exploring import explore
from sandbox.inside.explorer.world.fibers import FREE, Fiber

PRECISION = """
import decimal, threading
def rough():
    assert decimal.getcontext().prec == 28
    decimal.getcontext().prec = 3
def fine():
    assert decimal.getcontext().prec == 28
threads = [threading.Thread(target=act) for act in (rough, fine)]
for each in threads: each.start()
for each in threads: each.join()
assert decimal.getcontext().prec == 28
"""


def test_a_greenlet_is_used_again_once_its_body_is_over():
    done = []
    FREE.greenlets.clear()
    first = Fiber(lambda: done.append(1), getcurrent())
    first.switch()
    kept = list(FREE.greenlets)
    second = Fiber(lambda: done.append(2), getcurrent())
    second.switch()

    assert done == [1, 2]
    assert FREE.greenlets == kept
    assert not first.is_live
    assert not second.is_live


def test_one_that_broke_is_not_used_again():
    def breaks():
        raise KeyError("out")

    FREE.greenlets.clear()
    fiber = Fiber(breaks, getcurrent())
    with pytest.raises(KeyError):
        fiber.switch()

    assert not FREE.greenlets
    assert not fiber.is_live


def test_what_a_thread_set_in_its_context_no_other_finds():
    for _ in range(2):
        answer = explore(PRECISION, seconds=10)
        assert answer["verdict"] == "proved", answer["failure"] or answer["reached"]


def test_another_thread_of_python_has_greenlets_of_its_own():
    verdicts = [explore(PRECISION, seconds=10)["verdict"]]
    other = threading.Thread(target=lambda: verdicts.append(explore(PRECISION, seconds=10)["verdict"]))
    other.start()
    other.join()

    assert verdicts == ["proved", "proved"]
