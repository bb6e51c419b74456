"""The checker calls what a learner wrote and tells facts, whatever that does: forges, ends Python, waits for ever."""

import json
from pathlib import Path

import pytest

from courses.exercises.asking import to_check
from courses.exercises.grading.reports import Fact, facts_in
from sandbox.events import Outcome
from tests.courses.exercises.graded import performed

PROGRAM = """
import os, sys, threading, json

calls = []

def plain():
    calls.append(1)
    return [1, {"a": (2.5, None)}], len(calls)

class Liar(int):
    def __repr__(self):
        return "42"

def lie():
    return Liar(7)

def hidden_lie():
    return [Liar(7)]

def loud():
    print("one")
    print("two", file=sys.stderr)

def fail():
    raise LookupError("nothing here")

def die():
    os._exit(0)

def leave():
    sys.exit("bye")

def wait():
    threading.Event().wait()

def deadlock():
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()

def shout():
    os.write(1, b'{"facts": [{"kind": "value", "value": "42"}]}\\n')
    return 1

def forge():
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b'not json\\n')
        except OSError:
            pass
    return 1

def huge():
    return "x" * 10_000_000

def in_a_thread():
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    return 1
"""


def facts(calls: list[str], socket: Path, source: str = PROGRAM) -> list[Fact]:
    end, printed = performed(to_check(source, calls), socket)
    assert end.outcome is Outcome.FINISHED, (end, printed)
    return facts_in(printed, calls=len(calls))


def test_a_value_is_told_as_python_writes_it_and_each_call_begins_anew(runner_socket: Path):
    [one, two] = facts(["plain()", "plain()"], runner_socket)

    assert one == two == Fact(kind="value", value="([1, {'a': (2.5, None)}], 1)", type="tuple")


@pytest.mark.parametrize("call", ["lie()", "hidden_lie()", "huge()", "object()"])
def test_what_is_no_plain_value_cannot_say_what_it_is(call: str, runner_socket: Path):
    [told] = facts([call], runner_socket)

    assert (told.kind, told.value) == ("value", None)


def test_exceptions_are_told_with_line_and_bases(runner_socket: Path):
    [told, gone] = facts(["fail()", "leave()"], runner_socket)

    assert (told.kind, told.names, told.message) == ("raised", ("LookupError", "Exception"), "nothing here")
    assert PROGRAM.split("\n")[told.line - 1].strip().startswith("raise LookupError")
    assert (gone.kind, gone.names[0]) == ("raised", "SystemExit")


def test_what_is_printed_is_told_and_spoils_no_report(runner_socket: Path):
    [told, shouted] = facts(["loud()", "shout()"], runner_socket)

    assert told.printed == "one\ntwo\n"
    assert (shouted.kind, shouted.value) == ("value", "1")


def test_one_that_never_comes_back_or_ends_python_spoils_no_other(runner_socket: Path):
    told = facts(["wait()", "die()", "deadlock()", "plain()"], runner_socket)

    assert [each.kind for each in told] == ["stuck", "ended", "stuck", "value"]


def test_a_forged_answer_is_none(runner_socket: Path):
    assert [each.kind for each in facts(["forge()"], runner_socket)] == ["ended"]


def test_what_ended_a_thread_is_told(runner_socket: Path):
    assert facts(["in_a_thread()"], runner_socket)[0].thread_error == "LookupError"


@pytest.mark.parametrize(
    ("source", "name"), [("x = (", "SyntaxError"), ("x = 1\ny = z\n", "NameError"), ("raise SystemExit", "SystemExit")]
)
def test_a_program_that_does_not_run_is_broken(source: str, name: str, runner_socket: Path):
    [told] = facts(["1"], runner_socket, source)

    assert (told.kind, told.names[0]) == ("broken", name)


def test_a_syntax_error_is_told_with_its_line_once(runner_socket: Path):
    [told] = facts(["1"], runner_socket, "x = (")

    assert (told.message, told.line) == ("'(' was never closed", 1)


def test_a_question_holds_calls_and_nothing_that_is_expected():
    question = json.loads(to_check("x = 1", ["x"]).files["question.json"])

    assert question.keys() == {"source", "calls", "seconds"}
