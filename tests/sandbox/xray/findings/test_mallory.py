"""What Mallory writes into her output, her names and her times makes no rule fail, and no sentence an order."""

import pytest

from sandbox.xray.findings import findings_of
from tests.sandbox.xray.findings.test_errors import IN_THREAD, UNPICKLABLE
from tests.sandbox.xray.findings.test_forgotten_awaits import NEVER_AWAITED
from tests.sandbox.xray.findings.timelines import cpu, evidence, hold, io, lane, lock, main_lane, run, said

UNSEEN = run(main_lane(cpu(0, 1)), short_lived=1)


def test_orders_to_a_terminal_do_not_pass():
    stderr = UNPICKLABLE.format(error="TypeError: cannot pickle '\x1b[2J' object")

    assert "cannot pickle '�[2J' object" in said("argument-unpicklable", stderr=stderr).sentence


def test_long_names_are_cut():
    assert (
        len(said("exception-in-thread-unseen", UNSEEN, stderr=IN_THREAD.replace("Thread-1", "x" * 9000)).sentence) < 400
    )
    assert (
        len(said("await-forgotten", source="x" * 900, stderr=NEVER_AWAITED.replace("greet", "x" * 900)).sentence) < 400
    )
    assert not said("await-forgotten", source="x" * 9000, stderr=NEVER_AWAITED.replace("greet", "x" * 9000)), (
        "no coroutine is called so"
    )


def test_a_line_number_without_end_is_none():
    digits = "9" * 9000

    assert not said("await-forgotten", source="greet()", stderr=NEVER_AWAITED.replace(":11:", f":{digits}:"))
    assert said("exception-in-thread-unseen", UNSEEN, stderr=IN_THREAD.replace("line 7", f"line {digits}")).lines == ()


def test_one_endless_line_is_read_in_time():
    stderr = ":1" * 200_000 + "\n" + "Traceback (most recent call last):\n" * 20_000

    assert findings_of(evidence(stderr=stderr)) == ()


MEGABYTES = 3_000_000
"""Read at once where each character is looked at a few times; many minutes where each is, for every one before it."""


@pytest.mark.parametrize(
    "piece",
    [
        ":1: RuntimeWarning: coroutine 'x",
        ":1: RuntimeWarning: coroutine 'x\n",
        ":1: RuntimeWarning: coroutine 'x' was never awaited",
        ":1: RuntimeWarning: coroutine 'x' was never awaited\n" + "y" * 2000,
        " ",
        "| ",
        " | ",
        " \n",
        '  File "',
        '\n  File "/tmp/main.py", line 1',
        '\nTraceback (most recent call last):\n  File "/tmp/main.py", line 7',
        "Exception in thread ",
        "\nException in thread :",
        "_pickle.PicklingError: Can't pickle ",
        "AttributeError: Can't pickle <function <lambda> at 0x7f",
        " at 0x",
        " at 0x7f",
        "x.",
        "before the\n        current process has ",
        "before the\n",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Traceback (most recent call last):\n{}\nValueError: no\n"])
def test_what_repeats_itself_for_megabytes_is_read_as_fast_as_anything(piece: str, around: str):
    stderr = around.format(piece * (MEGABYTES // len(piece)))

    assert len(findings_of(evidence(stderr=stderr))) <= 1


def test_holds_and_waits_without_a_length_are_nothing():
    holder = lane("T1", cpu(1, 1), holds=tuple(hold(1, 1) for _ in range(100)))
    others = [lane(f"T{n}", lock(1, 1, "lock"), io(1, 1, "socket", line=1)) for n in range(2, 5)]

    found = findings_of(evidence(run(holder, *others, seconds=0)))

    assert [each.key for each in found] in ([], ["lock-never-contended"])
