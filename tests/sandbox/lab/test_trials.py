"""What a jail printed of running a program for real is read as if Mallory had written it, and told honestly."""

import json
from dataclasses import replace
from typing import Any

import pytest

from sandbox.lab.tried import verdict_of_trials
from sandbox.questions import AnswerUnreadable
from sandbox.trials import Trials, to_try, trials_in
from tests.sandbox.lab.explored import explored, shipped_and_explored

GOOD: dict[str, Any] = {
    "runs": 1000, "broke": 37, "stuck": 2, "kinds": [["AssertionError: the counter is 1", 37]],
    "printed": [["done", 961]], "seconds": 3.124, "python": "3.13", "cores": 2,
}  # fmt: skip
WRONG = {
    "too many runs": {"runs": 1001},
    "no run at all": {"runs": 0, "broke": 0, "stuck": 0, "kinds": [], "printed": []},
    "a number as text": {"runs": "1000"},
    "true for one": {"cores": True},
    "half a run": {"broke": 0.5},
    "less than none": {"stuck": -1},
    "more broke than ran": {"broke": 1001, "kinds": []},
    "more broke and got stuck than ran": {"stuck": 964},
    "more kinds than broke": {"kinds": [["a", 37], ["b", 1]]},
    "a kind of none": {"kinds": [["a", 0]]},
    "too many kinds": {"kinds": [[str(number), 1] for number in range(6)]},
    "a kind without a number": {"kinds": [["a"]]},
    "a kind that is no text": {"kinds": [[["a"], 1]]},
    "kinds that are no list": {"kinds": {"a": 1}},
    "more printed than went well": {"printed": [["done", 962]]},
    "no time at all": {"seconds": None},
    "a time before the beginning": {"seconds": -1},
    "a time that is no number": {"seconds": float("nan")},
    "an endless time": {"seconds": float("inf")},
    "a version that is none": {"python": "<b>3.13</b>"},
    "no cores": {"cores": 0},
    "something besides": {"note": "trust me"},
}


def trials(**changes: Any) -> Trials:
    return trials_in(json.dumps(GOOD | changes))


def words(given: Trials, program: str) -> str:
    verdict = verdict_of_trials(given, shipped_and_explored(program))
    return f"{verdict.title}. {verdict.sentence} {verdict.next_step}".strip()


def none_broke(**changes: Any) -> Trials:
    return trials(broke=0, stuck=0, kinds=[], printed=[], **changes)


def test_a_count_is_read():
    given = trials()

    assert (given.runs, given.broke, given.stuck, given.seconds, given.cores) == (1000, 37, 2, 3.124, 2)
    assert given.kinds == [("AssertionError: the counter is 1", 37)]


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG)
def test_what_it_cannot_be_is_refused(changes: dict[str, Any]):
    with pytest.raises(AnswerUnreadable):
        trials(**changes)


@pytest.mark.parametrize("printed", ["", "no count", "[1]", "null", "[" * 100_000, "{}", "9" * 5_000])
def test_what_is_no_count_is_refused(printed: str):
    with pytest.raises(AnswerUnreadable):
        trials_in(printed)


def test_the_last_line_counts_whatever_was_printed_before():
    assert trials_in(f"{json.dumps(GOOD | {'runs': 999})}\nhello\n{json.dumps(GOOD)}\n").runs == 1000


def test_texts_are_cut_and_hold_nothing_that_cannot_be_shown():
    [(text, _)] = trials(kinds=[["\u202e\ud800\x1b[31m" + "x" * 1_000, 1]]).kinds

    assert text.isprintable()
    assert len(text) == 160


def test_the_program_is_asked_about_unchanged_and_unrecorded():
    job = to_try("print('one')\n")

    assert json.loads(job.files["question.json"])["source"] == "print('one')\n"
    assert not job.is_recorded
    assert not job.explores
    assert job.limits.processes > 1


def test_a_program_that_fails_in_the_lab_and_never_for_real_is_rare_and_not_impossible():
    tries = shipped_and_explored("lost-update").explored

    assert words(none_broke(), "lost-update") == (
        "Real Python broke 0 times in 1,000 runs. 3.1 s, Python 3.13, 2 cores. "
        f"The order that breaks it is rare here, not impossible: the lab found it in {tries} tries."
    )


def test_how_often_it_broke_and_got_stuck_is_told_with_the_reason():
    told = words(trials(), "lost-update")

    assert "Real Python broke in 37 and got stuck in 2 of 1,000 runs." in told
    assert "Each time: AssertionError: the counter is 1." in told
    assert "Stuck means: not at its end after 1 s, and stopped there." in told


def test_several_reasons_have_their_numbers():
    told = words(trials(kinds=[["one", 30], ["two", 1]]), "lost-update")

    assert "30 times: one; once: two; 6 times: something else." in told


def test_different_last_lines_are_told():
    told = words(trials(broke=0, stuck=0, kinds=[], printed=[["2", 990], ["1", 10]]), "lock")

    assert "The last line that it printed was not always the same: “2” 990 times; “1” 10 times." in told


def test_what_is_proved_does_not_break():
    assert words(none_broke(), "lock").startswith("Real Python broke 0 times in 1,000 runs, as proved.")


def test_what_is_proved_and_breaks_is_told_as_what_the_lab_does_not_follow():
    assert "something that the lab does not follow" in words(trials(), "lock")


def test_where_the_time_was_up_the_runs_that_were_made_are_told():
    told = words(none_broke(runs=214, seconds=10.02), "lost-update")

    assert "broke 0 times in 214 runs, then the time was up. 10.0 s" in told


def test_a_deadlock_that_comes_up_is_the_one_that_the_lab_found():
    told = words(trials(runs=10, broke=0, stuck=1, kinds=[], printed=[]), "two-locks")

    assert "got stuck in 1 of 10 runs, then the time was up" in told
    assert "comes up by itself" in told


@pytest.mark.parametrize("program", ["lock", "lost-update"])
def test_what_is_stuck_where_the_lab_saw_everybody_go_on_may_only_sleep(program: str):
    told = words(trials(runs=10, broke=0, stuck=10, kinds=[], printed=[]), program)

    assert "got stuck in 10 of 10 runs, then the time was up" in told
    assert "comes up by itself" not in told
    assert "A program that sleeps or computes for longer cannot be told from one that is stuck" in told


LONG = "import threading\nfor number in range(10**10): pass\n"


def test_what_takes_too_long_for_the_lab_is_not_said_to_be_stuck_by_an_order():
    answer = explored(LONG)
    assert answer.failure
    assert answer.failure.kind == "livelock"
    stuck = verdict_of_trials(trials(runs=10, broke=0, stuck=10, kinds=[], printed=[]), answer)
    ended = verdict_of_trials(none_broke(), answer)

    assert "cannot be told from one that is stuck" in stuck.next_step
    assert "cannot tell a very long way from an endless one" in ended.next_step


def test_where_none_was_found_neither_is_called_a_proof():
    answer = replace(shipped_and_explored("lock"), verdict="no-failure-found")
    found = verdict_of_trials(none_broke(), answer)

    assert "Neither is a proof" in found.next_step
