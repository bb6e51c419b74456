"""Every step of an order becomes a sentence that says who did what, and who works on with an older value."""

import pytest

from sandbox.lab.answers import Failure, Step
from sandbox.lab.naming import names_of, with_names
from sandbox.lab.narration import ending, sentence, third_person
from tests.sandbox.lab.explored import shipped_and_explored

NAMES = {"MainThread": "main", "A": "A", "B": "B"}


def step(thread: str, kind: str, label: str = "counter", value: str | None = None) -> Step:
    return Step(thread=thread, number=0, line=3, kind=kind, label=label, value=value, holds=())


def told(*steps: Step) -> list[str]:
    return [sentence(steps, index, NAMES) for index in range(len(steps))]


def test_a_read_tells_its_value():
    assert told(step("A", "read", value="0")) == ["A reads counter: 0."]


@pytest.mark.parametrize(
    ("kind", "label", "words"),
    [
        ("acquire", "lock", "A takes lock."),
        ("release", "lock", "A gives lock back."),
        ("wait for", "changed", "A waits for changed."),
        ("notify all of", "changed", "A notifies all of changed."),
        ("put into", "queue", "A puts into queue."),
        ("append", "items.append", "A calls items.append."),
        ("start", "B", "A starts B."),
        ("begin", "A", "A begins."),
    ],
)
def test_each_kind_has_its_words(kind: str, label: str, words: str):
    assert told(step("A", kind, label)) == [words]


def test_who_read_before_and_writes_later_works_on_with_the_older_value():
    order = [step("A", "read", value="0"), step("B", "read", value="0"), step("B", "write", value="1")]

    assert told(*order, step("A", "write", value="1"))[2] == (
        "B writes counter: 1. A works on with the value it read before."
    )


def test_who_looks_again_does_not():
    order = [step("A", "read", value="0"), step("B", "write", value="1"), step("A", "read", value="1")]

    assert told(*order, step("A", "write", value="2"))[1] == "B writes counter: 1."


def test_a_thread_that_never_writes_it_does_not():
    assert told(step("A", "read", value="0"), step("B", "write", value="1"))[1] == "B writes counter: 1."


@pytest.mark.parametrize(("kind", "third"), [("look at", "looks at"), ("notify", "notifies"), ("pass", "passes")])
def test_the_third_person(kind: str, third: str):
    assert third_person(kind) == third


def test_a_deadlock_ends_with_who_waits_for_whom():
    failure = shipped_and_explored("two-locks").failure

    assert ending(failure, NAMES).startswith("Nobody can go on: A waits on line 11 for right, which B holds; B waits")


def test_what_the_explorer_told_as_a_sentence_ends_with_one_full_stop():
    failure = Failure(kind="livelock", message="The program had not ended after 3 steps.", thread="A", line=9, cycle=())

    assert ending(failure, NAMES) == "Nobody gets on: The program had not ended after 3 steps."


def test_an_exception_ends_with_its_line_and_its_words():
    failure = Failure(kind="exception", message="AssertionError: 1", thread="A", line=9, cycle=())

    assert ending(failure, NAMES) == "It breaks on line 9: AssertionError: 1."


def test_long_names_become_letters_and_short_ones_stay():
    names = names_of(["MainThread", "Thread-1 (add)", "B", "Thread-2 (add)"])

    assert list(names.values()) == ["main", "A", "B", "C"]
    assert with_names("lock, which Thread-2 (add) holds", names) == "lock, which C holds"


def test_a_name_that_begins_another_is_not_taken_for_it():
    names = names_of(["Worker", "Worker-2"])

    assert with_names("Worker-2 waits for Worker", names) == "B waits for A"
