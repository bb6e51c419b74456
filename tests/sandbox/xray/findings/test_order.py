"""What is said comes in order, in moderation, and without contradicting itself."""

import pytest

from sandbox.xray.findings import MOST_FINDINGS, findings_of
from sandbox.xray.findings.order import RULES, SAID_BETTER_BY
from sandbox.xray.timeline import Facts
from tests.sandbox.xray.findings.programs import PROGRAMS
from tests.sandbox.xray.findings.test_errors import IN_THREAD, NO_GUARD
from tests.sandbox.xray.findings.test_event_loops import with_a_step
from tests.sandbox.xray.findings.test_forgotten_awaits import GREETING, NEVER_AWAITED
from tests.sandbox.xray.findings.test_locks import careless, queueing
from tests.sandbox.xray.findings.timelines import child, cpu, evidence, gil, hold, lane, lock, main_lane, run, sleep


def keys(*arguments, **named) -> list[str]:
    return [each.key for each in findings_of(evidence(*arguments, **named))]


def test_of_an_ordinary_run_nothing_is_said():
    assert keys(run(main_lane(cpu(0, 1)))) == []
    assert keys(run(main_lane(cpu(0, 0.001)))) == []


def test_a_run_without_lanes_is_none_to_speak_of():
    assert keys(run()) == []


def test_of_what_nobody_recorded_no_wait_is_claimed():
    lanes = [lane(f"T{n}", cpu(0, 1)) for n in range(4)]

    assert keys(run(*lanes, is_recorded=False)) == []


def test_what_went_wrong_comes_first_and_three_are_enough():
    lanes = [lane(name, sleep(0, 0.3, line=8)) for name in ("Thread-1 (divide)", "T2", "T3", "T4")]
    facts, children = Facts(daemons_cut=("writer",)), (child(9, 0, 0, 1),)

    found = keys(
        run(*lanes, facts=facts, children=children),
        source=f"{GREETING}def divide(by):\n    print(1 / by)\n",
        stderr=NO_GUARD + IN_THREAD + NEVER_AWAITED,
    )

    assert found == ["main-guard-missing", "exception-in-thread-unseen", "await-forgotten"]
    assert len(found) == MOST_FINDINGS


def test_who_burns_the_time_of_others_does_not_compute_in_turn_with_them():
    turns = [(n * 0.01, (n + 1) * 0.01) for n in range(20)]
    spinner = main_lane(*(cpu(*each) if n % 2 else gil(*each) for n, each in enumerate(turns)))
    worker = lane("T1", *(gil(*each) if n % 2 else cpu(*each) for n, each in enumerate(turns)))

    assert keys(run(spinner, worker)) == ["gil-bound"]
    assert keys(run(spinner, worker), source="while not done: pass") == ["busy-wait"]


def test_those_that_compute_in_turn_are_told_beside_one_that_burns_their_time():
    turns = [(n * 0.01, (n + 1) * 0.01) for n in range(30)]
    lanes = [[cpu(*each) if n % 3 == k else gil(*each) for n, each in enumerate(turns)] for k in range(3)]
    timeline = run(main_lane(*lanes[0]), lane("T1", *lanes[1]), lane("T2", *lanes[2]))

    found = findings_of(evidence(timeline, source="while not done: pass"))

    assert [each.key for each in found] == ["busy-wait", "gil-bound"]
    assert found[1].sentence.startswith("Two threads computed in turn")


def test_what_kept_the_loop_is_not_praised_as_waiting_side_by_side():
    assert keys(with_a_step(0.8)) == ["loop-blocked"]


def test_a_queue_before_a_lock_that_is_held_during_io_is_no_convoy():
    holder = lane("T9", sleep(0, 0.5), holds=tuple(hold(n / 100, n / 100 + 0.009) for n in range(50)))
    others = [lane(f"T{n}", lock(0, 0.5, "lock")) for n in range(3)]

    assert keys(run(holder, *others)) == ["lock-during-io"]
    assert keys(queueing(short=0.004, times=100)) == ["lock-convoy"]


def test_a_lock_that_never_came_back_is_not_blamed_for_its_sleep():
    assert keys(careless()) == ["lock-not-released"]


def test_what_is_said_is_the_same_each_time():
    timeline = run(*(lane(f"T{n}", sleep(0, 0.3)) for n in range(4)))

    assert findings_of(evidence(timeline)) == findings_of(evidence(timeline))


def test_those_that_are_left_out_for_others_are_rules_and_come_later_or_earlier_but_never_in_a_circle():
    for key, others in SAID_BETTER_BY.items():
        assert {key, *others} <= RULES.keys()
        assert not any(key in SAID_BETTER_BY.get(each, ()) for each in others)


@pytest.mark.parametrize("key", RULES)
def test_each_rule_has_a_program_that_shows_it_and_one_that_does_not(key: str):
    programs = [each for each in PROGRAMS if each.key == key]

    assert [each.expected for each in programs] == [True, False]
    for each in programs:
        compile(each.path.read_text(), each.path.name, "exec")


def test_there_is_no_program_without_its_rule():
    assert {each.key for each in PROGRAMS} == RULES.keys()
