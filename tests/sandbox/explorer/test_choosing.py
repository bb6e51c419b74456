"""Somebody else says who moves: choice after choice, as the page of the game asks for them."""

import pytest

from sandbox.inside.explorer.exploring import choose, explore

LOST_UPDATE = """
import threading

counter = 0

def add():
    global counter
    counter += 1

a = threading.Thread(target=add, name="A")
b = threading.Thread(target=add, name="B")
a.start()
b.start()
a.join()
b.join()
assert counter == 2, f"the counter is {counter}"
"""
TWO_LOCKS = """
import threading

left, right = threading.Lock(), threading.Lock()

def work(first, second):
    with first:
        with second:
            pass

a = threading.Thread(target=work, args=(left, right), name="A")
b = threading.Thread(target=work, args=(right, left), name="B")
a.start()
b.start()
a.join()
b.join()
"""
DAEMON = """
import threading

done = 0

def work():
    global done
    done += 1

threading.Thread(target=work, daemon=True, name="A").start()
done += 10
"""


def stood(source, *choices):
    return choose(source, list(choices), set(explore(source)["places"]))


def next_of(answer):
    return {each["thread"]: each["next"] for each in answer["states"][-1]}


def test_before_the_first_choice_all_stand_before_what_matters():
    answer = stood(LOST_UPDATE)

    assert answer["able"] == [[1, "A"], [2, "B"]]
    assert next_of(answer) == {"MainThread": "join A", "A": "read counter", "B": "read counter"}
    assert answer["failure"] is None


def test_a_choice_is_one_step_that_matters():
    answer = stood(LOST_UPDATE, 1, 2)

    assert next_of(answer)["A"] == next_of(answer)["B"] == "write counter"
    assert [step["kind"] for step in answer["steps"] if step["label"] == "counter"] == ["read", "read"]


def test_who_is_left_alone_goes_on_by_itself():
    assert stood(LOST_UPDATE, 1, 1, 2, 2)["able"] == []


def test_the_order_that_was_chosen_breaks_the_program():
    answer = stood(LOST_UPDATE, 1, 2, 2, 1)

    assert (answer["verdict"], answer["failure"]["message"]) == ("fails", "AssertionError: the counter is 1")
    assert answer["able"] == []


def test_and_another_one_does_not():
    assert stood(LOST_UPDATE, 1, 1, 2, 2)["verdict"] == "no-failure-found"


def test_who_waits_for_a_lock_cannot_be_chosen():
    answer = stood(TWO_LOCKS, 1, 1)

    assert answer["able"] == [[1, "A"]]
    assert "cannot move there" in stood(TWO_LOCKS, 1, 1, 2)["reached"]


def test_a_deadlock_is_the_end():
    answer = stood(TWO_LOCKS, 1, 2)

    assert (answer["failure"]["kind"], answer["able"]) == ("deadlock", [])


def test_the_end_of_a_program_with_daemons_is_a_choice():
    answer = stood(DAEMON)
    after_main = stood(DAEMON, 0, 0)

    assert {name for _, name in answer["able"]} == {"MainThread", "A"}
    assert {name for _, name in after_main["able"]} == {"MainThread", "A"}
    assert stood(DAEMON, 0, 0, 0)["able"] == []


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ((7,), "Choice 1 does not fit this program: it has no thread 7 there"),
        ((1, 1, 1), "Choice 3 does not fit this program: A has ended"),
        ((1, 1, 2, 2, 2), "The program was over after 4 of the 5 choices"),
    ],
)
def test_choices_of_another_program_are_refused_in_words(choices, words):
    answer = stood(LOST_UPDATE, *choices)

    assert answer["verdict"] == "refused"
    assert words in answer["reached"]


def test_tasks_are_refused_in_words():
    answer = choose("import asyncio\nasyncio.run(asyncio.sleep(0))\n", [], set())

    assert answer["verdict"] == "refused"
    assert "event loop" in answer["reached"]


def test_what_python_cannot_read_is_refused_in_words():
    assert "Python cannot read this program" in choose("def (", [], set())["reached"]
