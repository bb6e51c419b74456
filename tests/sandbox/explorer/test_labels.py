"""What a step is called: what it touches, in the words of the program, never in those of the rewriting."""

import pytest

from sandbox.inside.explorer.exploring import explore

PROGRAM = """
import threading

class Box:
    pass

box = Box()
box.number, box.shelf = 0, {{"tickets": [1, 2]}}
names, pair = {{"a": 1}}, [0, 0]


def work():
    {statement}


threads = [threading.Thread(target=work, name=name) for name in "AB"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""
TOUCHED = {
    "box.number += 1": "box.number",
    "names['a'] -= 1": "names['a']",
    "box.shelf['tickets'][0] *= 2": "box.shelf['tickets'][0]",
    "pair[0], pair[1] = pair[1], pair[0]": "pair[0]",
    "box.number = pair[0] = 3": "box.number",
    "names['a'] = names['a'] + 1": "names['a']",
}


@pytest.mark.parametrize(("statement", "touched"), TOUCHED.items())
def test_a_step_is_called_as_the_program_calls_it(statement: str, touched: str):
    answer = explore(PROGRAM.format(statement=statement))

    labels = [step["label"] for step in answer["steps"] if step["kind"] in {"read", "write"}]
    assert touched in labels
    assert not [label for label in labels if "_il_" in label]


ACCOUNTS = """
import threading

class Account:
    def __init__(self, balance):
        self.lock = threading.Lock()
        self.balance = balance

def move(source, target, amount):
    {body}

def check():
    one, two = Account(5), Account(5)
    a = threading.Thread(target=move, args=(one, two, 1), name="A")
    b = threading.Thread(target=move, args=(two, one, 3), name="B")
    a.start(); b.start(); a.join(); b.join()
    assert (one.balance, two.balance) == (7, 3)

check()
"""
LOST = "source.balance -= amount\n    seen = target.balance\n    target.balance = seen + amount"
RING = "with source.lock:\n        with target.lock: pass"


def test_two_things_never_bear_one_name_and_one_never_two():
    steps = explore(ACCOUNTS.format(body=LOST))["steps"]

    touched = [(step["thread"], step["kind"], step["label"]) for step in steps if step["kind"] in {"read", "write"}]
    assert {label for _, _, label in touched} == {"Account#1.balance", "Account#2.balance"}
    assert next(each for each in touched if each[0] == "A") == ("A", "read", "Account#1.balance")
    assert next(each for each in touched if each[0] == "B") == ("B", "read", "Account#2.balance")


def test_locks_that_are_made_in_one_line_are_told_apart():
    source = ACCOUNTS.format(body=RING).replace("    assert (one.balance, two.balance) == (7, 3)\n", "")
    failure = explore(source)["failure"]

    assert failure["cycle"] == [
        "A waits on line 11 for the second Lock of line 6, which B holds",
        "B waits on line 11 for the first Lock of line 6, which A holds",
    ]


def test_one_thing_with_two_names_is_called_by_the_one_that_reaches_it():
    source = ACCOUNTS.format(body=LOST).replace("    one, two", "    global one, two\n    one, two")

    labels = {step["label"] for step in explore(source)["steps"] if step["kind"] in {"read", "write"}}
    assert labels == {"one.balance", "two.balance"}
