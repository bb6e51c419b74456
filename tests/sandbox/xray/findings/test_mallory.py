"""What Mallory writes into her output, her names and her times makes no rule fail, and no sentence an order."""

from sandbox.xray.findings import findings_of
from tests.sandbox.xray.findings.test_errors import IN_THREAD, NEVER_AWAITED, UNPICKLABLE
from tests.sandbox.xray.findings.timelines import cpu, evidence, hold, io, lane, lock, run, said


def test_orders_to_a_terminal_do_not_pass():
    stderr = UNPICKLABLE.format(error="TypeError: cannot pickle '\x1b[2J' object")

    assert "cannot pickle '�[2J' object" in said("argument-unpicklable", stderr=stderr).sentence


def test_long_names_are_cut():
    assert len(said("exception-in-thread-unseen", stderr=IN_THREAD.replace("Thread-1", "x" * 9000)).sentence) < 400
    assert len(said("await-forgotten", stderr=NEVER_AWAITED.replace("greet", "x" * 9000)).sentence) < 400


def test_a_line_number_without_end_is_none():
    digits = "9" * 9000

    assert not said("await-forgotten", stderr=NEVER_AWAITED.replace(":11:", f":{digits}:"))
    assert said("exception-in-thread-unseen", stderr=IN_THREAD.replace("line 7", f"line {digits}")).lines == ()


def test_one_endless_line_is_read_in_time():
    stderr = ":1" * 200_000 + "\n" + "Traceback (most recent call last):\n" * 20_000

    assert findings_of(evidence(stderr=stderr)) == ()


def test_holds_and_waits_without_a_length_are_nothing():
    holder = lane("T1", cpu(1, 1), holds=tuple(hold(1, 1) for _ in range(100)))
    others = [lane(f"T{n}", lock(1, 1, "lock"), io(1, 1, "socket", line=1)) for n in range(2, 5)]

    found = findings_of(evidence(run(holder, *others, seconds=0)))

    assert [each.key for each in found] in ([], ["lock-never-contended"])
