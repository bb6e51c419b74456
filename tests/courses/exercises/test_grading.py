"""Facts in, strips out: what passes, what fails, with which sentence; nothing that is forged does more than fail."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.graded.checks import Check, How
from courses.exercises.grading.orders import graded_orders
from courses.exercises.grading.reports import Fact, ReportUnreadable, facts_in
from courses.exercises.grading.strips import NAMES, State, Strip, is_solved, not_asked
from courses.exercises.grading.work import graded_work
from sandbox.lab.answers import Answer
from tests.sandbox.lab.explored import TASKS, explored

GIVES = Check(name="one", call="f()", how=How.GIVES, what="[1]")
RAISES = Check(name="two", call="f()", how=How.RAISES, what="ValueError")
PRINTS = Check(name="three", call="f()", how=How.PRINTS, what="a\n")
PROVED = Answer(
    verdict="proved",
    explored=6,
    reached="proved: 6 essentially different orders",
    failure=None,
    places=[],
    steps=[],
    states=[],
    orders=None,
    unsynchronised=[],
    able=[],
    output="",
)
LOST = """import threading
counter = 0
def add():
    global counter
    counter += 1
threads = [threading.Thread(target=add) for _ in range(2)]
for each in threads: each.start()
for each in threads: each.join()
assert counter == 2, f"the counter is {counter}"
"""


@pytest.mark.parametrize(
    ("check", "fact", "passes"),
    [
        (GIVES, Fact(kind="value", value="[1]"), True),
        (GIVES, Fact(kind="value", value="[1.0]"), False),
        (GIVES, Fact(kind="value", value=None, type="Mine"), False),
        (GIVES, Fact(kind="raised", names=["ValueError"]), False),
        (GIVES, Fact(kind="stuck"), False),
        (GIVES, Fact(kind="ended"), False),
        (RAISES, Fact(kind="raised", names=["MyError", "ValueError", "Exception"]), True),
        (RAISES, Fact(kind="raised", names=["KeyError"]), False),
        (RAISES, Fact(kind="value", value="[1]"), False),
        (PRINTS, Fact(kind="value", value="None", printed="a\n"), True),
        (PRINTS, Fact(kind="value", value="None", printed="a"), False),
    ],
)
def test_a_check_holds_or_not(check: Check, fact: Fact, *, passes: bool):
    strip = graded_work([check], [fact], own_lines=9)

    assert strip.is_passed is passes
    assert strip.items[0].passed is passes
    assert bool(strip.items[0].told) is not passes


def test_a_program_that_does_not_run_is_told_once_with_its_line():
    broken = Fact(kind="broken", names=["NameError"], message="name 'x' is not defined", line=3)
    strip = graded_work([GIVES, RAISES], [broken, broken], own_lines=9)

    assert strip.headline == "Does not run"
    assert "NameError: name 'x' is not defined (line 3)" in strip.sentence


def test_a_line_behind_the_program_is_not_told():
    raised = Fact(kind="raised", names=["NameError"], message="name 'x' is not defined", line=10)
    strip = graded_work([GIVES], [raised], own_lines=9)

    assert strip.items[0].told == "f() raised NameError: name 'x' is not defined."


def test_what_was_expected_is_not_told():
    strip = graded_work([replace(GIVES, what="'the secret'")], [Fact(kind="value", value="1")], own_lines=9)

    assert "f() gave 1." in strip.items[0].told
    assert "secret" not in json.dumps(strip.to_json())


FACTS = st.builds(
    Fact,
    kind=st.sampled_from(["value", "raised", "broken", "stuck", "ended"]),
    value=st.none() | st.text(max_size=20),
    type=st.text(max_size=20),
    printed=st.text(max_size=20),
    names=st.lists(st.text(max_size=10), max_size=3),
    message=st.text(max_size=20),
    line=st.integers(0, 9),
    thread_error=st.text(max_size=10),
)


@given(FACTS, FACTS, FACTS)
def test_a_strip_passes_just_when_all_its_checks_do(one: Fact, two: Fact, three: Fact):
    strip = graded_work([GIVES, RAISES, PRINTS], [one, two, three], own_lines=9)

    assert strip.is_passed == (bool(strip.items) and all(item.passed for item in strip.items))
    assert Strip.from_json(json.loads(json.dumps(strip.to_json()))) == replace(
        strip, items=tuple(strip.items), order=tuple(strip.order), lines=tuple(strip.lines)
    )


@given(st.text(max_size=200))
def test_any_text_is_a_report_or_is_refused(printed: str):
    with suppress(ReportUnreadable):
        assert len(facts_in(printed, calls=1)) == 1


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "[" * 50_000,
        '{"facts": []}',
        '{"facts": [{"kind": "passed"}]}',
        '{"facts": [{"kind": "value", "value": 3}]}',
        '{"facts": [{"kind": "value", "value": "' + "x" * 3_000 + '"}]}',
        '{"facts": [{"kind": "raised", "names": "ValueError"}]}',
        '{"facts": [{"kind": "value"}, {"kind": "value"}]}',
        '{"facts": [{"kind": "value", "value": "1"}]}\nmore',
    ],
)
def test_a_forged_report_is_none(printed: str):
    with pytest.raises(ReportUnreadable):
        facts_in(printed, calls=1)


def test_a_report_is_the_last_line():
    told = facts_in('noise\n{"facts": [{"kind": "value", "value": "1", "line": -4}]}\n', calls=1)

    assert told == [Fact(kind="value", value="1")]


def test_what_is_proved_passes_for_this_input_alone():
    strip = graded_orders(PROVED, bound="proof", own_lines=9, end="")

    assert strip.is_passed
    assert strip.headline == "Proved for this input: 6 orders, none fails"
    assert "larger input" in strip.sentence


@pytest.mark.parametrize(
    ("bound", "reached", "state"),
    [
        ("proof", "none fails with at most 2 preemptions, nor any of 400 orders by chance", State.OPEN),
        ("2 preemptions", "none fails with at most 2 preemptions, nor any of 400 orders by chance", State.PASSED),
        ("2 preemptions", "none fails with at most 1 preemption, nor any of 400 orders by chance", State.OPEN),
        ("1 preemption", "none fails with at most 2 preemptions, nor any of 400 orders by chance", State.PASSED),
        ("1 preemption", "none of 400 orders that were tried fails; there are more", State.OPEN),
    ],
)
def test_none_found_passes_within_the_bound_and_is_no_proof(bound: str, reached: str, state: State):
    strip = graded_orders(
        replace(PROVED, verdict="no-failure-found", reached=reached), bound=bound, own_lines=9, end=""
    )

    assert strip.state is state
    assert "roved" not in strip.headline
    assert "no proof" in strip.sentence or state is State.OPEN


def test_a_failure_behind_the_program_names_no_line_of_it():
    strip = graded_orders(explored(LOST), bound="proof", own_lines=5, end="")

    assert strip.state is State.FAILED
    assert strip.headline.startswith("Fails in ")
    assert strip.sentence == "What must hold does not: The counter is 1."
    assert strip.order
    assert strip.lines == [5]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("sold = 0\nassert seats == 2\n", "It breaks: NameError: name 'seats' is not defined."),
        (
            "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n",
            "Nobody can go on: main waits for lock, which it holds itself.",
        ),
    ],
)
def test_what_breaks_behind_the_program_otherwise_is_told_as_what_it_is(source: str, told: str):
    strip = graded_orders(explored(source), bound="proof", own_lines=1, end="")

    assert strip.sentence == told


WAITING = """import threading
lock = threading.Lock()
def hold():
    lock.acquire()
thread = threading.Thread(target=hold)
thread.start()
thread.join()
lock.acquire()
"""


def test_a_deadlock_names_the_lines_of_the_program_alone():
    told = graded_orders(explored(WAITING), bound="proof", own_lines=4, end="").sentence

    assert told.startswith("Nobody can go on")
    assert "line" not in told
    assert "on line 8" in graded_orders(explored(WAITING), bound="proof", own_lines=8, end="").sentence


def test_a_failure_in_the_program_names_its_line():
    strip = graded_orders(explored(LOST), bound="proof", own_lines=99, end="")

    assert "line 9" in strip.sentence


def test_a_failure_among_tasks_names_its_line_and_who_went_on_when():
    strip = graded_orders(explored(TASKS), bound="proof", own_lines=99, end="")

    assert (strip.state, strip.headline) == (State.FAILED, "Fails in some order")
    assert strip.sentence == "It breaks on line 10: AssertionError: 1."
    assert [name for name, _ in strip.order] == list("ABCBCA")


@pytest.mark.parametrize("verdict", ["refused", "nondeterministic"])
def test_what_cannot_be_explored_does_not_pass(verdict: str):
    assert graded_orders(replace(PROVED, verdict=verdict), bound="proof", own_lines=1, end="").state is State.FAILED


@pytest.mark.parametrize("state", [State.FAILED, State.OPEN, State.WAITING])
def test_solved_is_when_all_that_is_asked_has_passed(state: State):
    passed = [Strip(axis=axis, state=State.PASSED, headline="") for axis in NAMES]

    assert is_solved(passed)
    assert is_solved([*passed[:2], not_asked("speed", "too small")])
    assert not is_solved([*passed[:2], replace(passed[2], state=state)])
    assert not is_solved([not_asked(axis, "no") for axis in NAMES])
    assert not is_solved([])
