"""What is said of locks: held during I/O, queued for, never waited for, never released."""

from sandbox.events import Outcome
from tests.sandbox.xray.findings.timelines import (
    cpu,
    hold,
    io,
    lane,
    lock,
    main_lane,
    run,
    said,
    sentence,
    sleep,
)


def test_a_lock_that_is_held_during_a_sleep_is_told_with_the_share_of_it():
    found = said(
        "lock-during-io",
        run(
            lane("T1", sleep(0, 0.73, line=9), cpu(0.73, 0.8), holds=(hold(0, 0.8, line=8),)),
            lane("T2", lock(0, 0.8, "lock", line=8, holder="T1"), cpu(0.8, 0.9), holds=(hold(0.8, 0.9, line=8),)),
        ),
    )

    assert found.sentence == (
        "The lock “lock” was held for 0.8 s while others waited for it, "
        "and 91% of that time its holder was in I/O or asleep."
    )
    assert found.lines == (9,)


def test_a_lock_that_is_held_for_computing_is_not_held_during_io():
    assert not said(
        "lock-during-io",
        run(lane("T1", cpu(0, 0.8), holds=(hold(0, 0.8),)), lane("T2", lock(0, 0.8, "lock"), cpu(0.8, 0.9))),
    )


def test_a_lock_that_is_held_during_a_sleep_while_nobody_waits_is_not_told():
    assert not said("lock-during-io", run(lane("T1", sleep(0, 0.8), holds=(hold(0, 0.8),)), lane("T2", cpu(0, 0.8))))


def test_a_wait_for_another_lock_or_for_one_of_another_process_does_not_count():
    holder = lane("T1", sleep(0, 0.8), holds=(hold(0, 0.8),))

    assert not said("lock-during-io", run(holder, lane("T2", lock(0, 0.8, "other"))))
    assert not said("lock-during-io", run(holder, lane("T2", lock(0, 0.8, "lock"), process=2)))
    assert said("lock-during-io", run(holder, lane("T2", lock(0, 0.8, "lock", holder="T1"), process=2)))


def test_io_under_a_lock_counts_from_20_ms_on():
    def holding(seconds: float):
        return run(lane("T1", io(0, seconds, "file"), holds=(hold(0, seconds),)), lane("T2", lock(0, seconds, "lock")))

    assert not said("lock-during-io", holding(0.019))
    assert said("lock-during-io", holding(0.021))


def queueing(*, short: float, times: int, waiters: int = 3, work: float = 0.0, waits: bool = True):
    """One lane holds again and again, the others wait all the time."""
    period = short + work
    holds = tuple(hold(n * period, n * period + short, line=11) for n in range(times))
    others = [
        lane(f"T{n}", lock(0, times * period, "lock") if waits else cpu(0, times * period)) for n in range(waiters)
    ]
    return run(lane("T9", cpu(0, times * period), holds=holds), *others)


def test_a_convoy_is_told_with_its_length_and_its_waits():
    found = said("lock-convoy", queueing(short=0.004, work=0.001, times=100))

    assert found.sentence == (
        "Three threads queued for the lock “lock”: it was held 80% of the time, 4 ms at a time, "
        "and they waited 1.5 s for it in all."
    )
    assert found.lines == (11,)


def test_long_holds_few_holds_a_free_lock_and_a_single_waiter_are_no_convoy():
    assert not said("lock-convoy", queueing(short=0.05, times=100))
    assert not said("lock-convoy", queueing(short=0.004, times=19))
    assert not said("lock-convoy", queueing(short=0.004, work=0.006, times=100))
    assert not said("lock-convoy", queueing(short=0.004, times=100, waiters=1))
    assert not said("lock-convoy", queueing(short=0.004, times=100, waits=False))


def taken(times: int, *, by: int = 1, line: int = 5, **fields):
    lanes = [
        lane(f"T{n}", cpu(0, 1), holds=tuple(hold(k / 100, k / 100 + 0.001, line=line) for k in range(times)))
        for n in range(by)
    ]
    return run(*lanes, **fields)


def test_a_lock_of_one_thread_alone_is_told():
    found = said("lock-never-contended", taken(10))

    assert found.sentence == "The lock “lock” was taken ten times by “T0” alone, and nobody ever waited for it."
    assert found.lines == (5,)
    assert found.next_step.startswith("Look whether anybody else uses what it guards")


def test_a_lock_of_several_threads_is_not_called_needless():
    found = said("lock-never-contended", taken(10, by=2))

    assert found.sentence == "The lock “lock” was taken 20 times by two threads, and nobody ever waited for it."
    assert found.next_step == "It cost nobody a wait: keep it as long as more than one of them changes what it guards."


def test_that_nobody_waited_is_not_said_of_what_is_not_wholly_known():
    assert not said("lock-never-contended", taken(9))
    assert not said("lock-never-contended", taken(10, dropped=1))
    assert not said("lock-never-contended", taken(10, is_recorded=False))
    assert not said("lock-never-contended", taken(10, line=0)), "a lock of the library"
    assert not said("lock-never-contended", taken(20_000)), "of so many the shortest are left out"


def test_a_lock_that_was_waited_for_once_is_contended():
    timeline = run(*taken(10).lanes, lane("T8", lock(0.1, 0.101, "lock", line=5)))

    assert not said("lock-never-contended", timeline)


def waiting(*, gives_back_after: float):
    """It takes `_lock`, and each time waits for `not_empty`; the lock is given back so long after the wait began."""
    waits = (lock(n / 10, n / 10 + 0.09, "not_empty", line=10, number=3) for n in range(10))
    holds = tuple(hold(n / 10 - 0.001, n / 10 + gives_back_after, "_lock", line=9, number=2) for n in range(10))
    return run(lane("C0", *waits, holds=holds))


def test_a_lock_that_is_given_back_to_wait_for_a_condition_over_it_is_not_called_free():
    assert not said("lock-never-contended", waiting(gives_back_after=0.000_01))
    assert said("lock-never-contended", waiting(gives_back_after=0.0)), "before a wait for something else"
    assert said("lock-never-contended", waiting(gives_back_after=0.095)), "all the time"


def careless(*, ends: float = 0.05, waits_until: float = 0.62, is_open: bool = True, **fields):
    return run(
        lane("careless", sleep(0, ends, line=11), holds=(hold(0, ends, line=10, is_open=is_open),)),
        lane("patient", sleep(0, 0.02), lock(0.02, waits_until, "lock", line=19), cpu(waits_until, 0.7)),
        **fields,
    )


def test_a_lock_that_went_with_its_thread_is_told_with_both_lines():
    found = said("lock-not-released", careless())

    assert found.sentence == (
        "“careless” took the lock “lock” on line 10 and ended without releasing it; “patient” waited for it for 0.6 s."
    )
    assert found.lines == (10, 19)


def test_a_lock_that_went_with_its_process_is_told_with_what_helps_there():
    kept = hold(0, 0.05, line=10, is_open=True, number=7)
    killed = lane("killed", sleep(0, 0.05, line=11), process=2, holds=(kept,))
    waiting = lane("patient", lock(0.02, 0.62, "lock", line=19, number=7), cpu(0.62, 0.7))

    found = said("lock-not-released", run(waiting, killed))

    assert found.sentence.startswith("“killed” took the lock “lock” on line 10 and ended without releasing it")
    assert "one that is terminated releases none" in found.next_step


def test_a_lock_that_was_released_and_one_that_nobody_wants_are_fine():
    assert not said("lock-not-released", careless(is_open=False))
    assert not said(
        "lock-not-released", run(lane("T1", cpu(0, 1), holds=(hold(0, 1, is_open=True),)), lane("T2", cpu(0, 2)))
    )
    assert not said("lock-not-released", careless(waits_until=0.06)), "10 ms after its end"


def test_a_thread_that_takes_its_own_lock_twice_waits_for_itself():
    timeline = run(
        main_lane(
            cpu(0, 0.1), lock(0.1, 3, "lock", line=5), holds=(hold(0.1, 3, line=4, is_open=True),), has_ended=False
        )
    )

    found = said("lock-not-released", timeline, outcome=Outcome.DEADLOCK, exit_code=None)

    assert (
        found.sentence
        == "“Main thread” took the lock “lock” on line 4 without releasing it; it waited for it for 2.9 s."
    )
    assert found.next_step.startswith("A Lock cannot be taken twice")


def test_a_run_that_a_limit_ended_may_still_have_released_it():
    timeline = run(
        lane("T1", sleep(0, 3), holds=(hold(0, 3, is_open=True),), has_ended=False),
        lane("T2", lock(0, 3, "lock"), has_ended=False),
    )

    assert not said("lock-not-released", timeline, outcome=Outcome.TIME_LIMIT, exit_code=None)
    assert sentence("lock-not-released", timeline, outcome=Outcome.DEADLOCK, exit_code=None)


def test_a_holder_is_not_said_to_wait_for_its_own_lock_where_it_waits_for_another_of_the_name():
    timeline = run(
        lane("A", cpu(0, 0.1), lock(0.1, 3, "forks (2)", number=2), holds=(fork(1),), has_ended=False),
        lane("B", cpu(0, 0.1), lock(0.1, 3, "forks (1)", number=1), holds=(fork(2),), has_ended=False),
    )

    found = said("lock-not-released", timeline, outcome=Outcome.DEADLOCK, exit_code=None)

    assert found.sentence == ("“A” took the lock “forks (1)” without releasing it; “B” waited for it for 2.9 s.")
    assert found.next_step == "Take locks by `with lock:`, and where two are needed, in the same order everywhere."


def fork(number: int):
    return hold(0, 3, f"forks ({number})", is_open=True, number=number)


def test_a_shared_lock_is_awaited_from_another_process_by_its_number():
    holder = lane("T1", sleep(0, 0.8), holds=(hold(0, 0.8, number=5),))

    assert said("lock-during-io", run(holder, lane("T2", lock(0, 0.8, "lock", number=5), process=2)))
    assert not said("lock-during-io", run(holder, lane("T2", lock(0, 0.8, "lock", number=6), process=2)))


def test_io_of_no_name_and_no_line_is_what_is_left_of_the_time_and_does_not_count():
    def holding(**about):
        return run(lane("T1", io(0, 0.8, **about), holds=(hold(0, 0.8),)), lane("T2", lock(0, 0.8, "lock")))

    assert not said("lock-during-io", holding())
    assert said("lock-during-io", holding(what="socket"))
    assert said("lock-during-io", holding(line=9))
