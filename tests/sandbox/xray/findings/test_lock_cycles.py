"""What is said of threads that wait in a circle for each other's locks."""

from sandbox.events import Outcome
from sandbox.xray.findings import findings_of
from tests.sandbox.xray.findings.timelines import cpu, evidence, hold, lane, lock, run, said, sentence, sleep


def embraced(*names: str, is_open: bool = True):
    """Each holds a lock of its own and waits for that of the next one until the end."""
    following = [*names[1:], names[0]]
    return run(
        *(
            lane(
                name,
                sleep(0, 0.1),
                lock(0.1, 3, f"lock of {then}", line=20 + number, holder=then),
                holds=(hold(0, 3, f"lock of {name}", line=10 + number, is_open=is_open),),
                has_ended=False,
            )
            for number, (name, then) in enumerate(zip(names, following, strict=True))
        )
    )


def test_a_deadly_embrace_names_who_waits_for_which_lock_of_whom():
    found = said("lock-cycle", embraced("Ada", "Barbara"), outcome=Outcome.DEADLOCK, exit_code=None)

    assert found.sentence == (
        "“Barbara” waits on line 21 for “lock of Ada”, which “Ada” holds; "
        "“Ada” waits on line 20 for “lock of Barbara”, which “Barbara” holds: none of them can go on."
    )
    assert found.lines == (10, 11, 20, 21)


def test_a_long_circle_is_counted_and_not_listed():
    told = sentence("lock-cycle", embraced(*"ABCDE"), outcome=Outcome.DEADLOCK, exit_code=None)

    assert told.startswith("Five threads wait in a circle, each for a lock that the next one holds: “E” waits")


def test_of_a_circle_it_is_not_said_that_a_lock_was_forgotten():
    found = findings_of(evidence(embraced("Ada", "Barbara"), outcome=Outcome.DEADLOCK, exit_code=None))

    assert [each.key for each in found] == ["lock-cycle"]


def test_who_waits_for_a_lock_that_comes_back_stands_in_no_circle():
    assert not said("lock-cycle", embraced("Ada", "Barbara", is_open=False))


def test_one_who_waits_behind_a_forgotten_lock_is_no_circle():
    holder = lane("T1", cpu(0, 0.05), holds=(hold(0, 3, is_open=True),), has_ended=False)

    assert not said("lock-cycle", run(holder, lane("T2", lock(0.1, 3), has_ended=False)))
