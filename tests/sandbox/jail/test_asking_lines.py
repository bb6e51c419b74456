"""A recorded program that computes is asked for its lines; one that waits, or expects no question, is left alone."""

import pytest

from sandbox.events import Outcome
from sandbox.observations import Recorded
from sandbox.records import Kind
from tests.sandbox.walls import behind_walls, each_interpreter

COMPUTING = """
import threading

def compute():
    total = 0
    for number in range(4_000_000):
        total += number * number

threads = [threading.Thread(target=compute) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""
BECOMING_ANOTHER = """
import os, sys

if len(sys.argv) == 1:
    for number in range(3_000_000):
        pass
    os.execv(sys.executable, [sys.executable, "-I", "-c", "for number in range(6_000_000): pass\\nprint('another')"])
"""
STARTING_OTHERS = """
import subprocess, sys

for number in range(8):
    for each in range(300_000):
        pass
    subprocess.run([sys.executable, "-I", "-c", "for number in range(1_000_000): pass"], check=True)
print("all ended well")
"""
SEVERAL_INTERPRETERS = """
import threading
try:
    import _interpreters
    run = _interpreters.exec
except ImportError:  # before 3.13
    import _xxsubinterpreters as _interpreters
    run = _interpreters.run_string

COMPUTING = "for number in range(1_000_000): pass"
threads = [threading.Thread(target=run, args=[_interpreters.create(), COMPUTING]) for _ in range(3)]
for thread in threads:
    thread.start()
while any(thread.is_alive() for thread in threads):
    pass
print("all ended well")
"""
WAITING = """
import threading, time

threading.Thread(target=time.sleep, args=(0.5,)).start()
"""


def lines_of(heard):
    spans = [span for event in heard.events if isinstance(event, Recorded) for span in event.spans]
    return {span.line for span in spans if span.kind == Kind.LINE}


@pytest.mark.parametrize("python", each_interpreter())
def test_threads_that_compute_say_at_which_lines(python):
    heard = behind_walls(COMPUTING, python=python, is_recorded=True)

    assert lines_of(heard) & {6, 7}
    assert heard.outcome is Outcome.FINISHED


@pytest.mark.parametrize("python", each_interpreter())
def test_a_program_of_several_interpreters_is_asked_for_the_line_of_its_main_thread_alone(python):
    heard = behind_walls(SEVERAL_INTERPRETERS, python=python, is_recorded=True)

    assert (heard.stdout, heard.outcome) == ("all ended well\n", Outcome.FINISHED)
    assert lines_of(heard) & {14, 15}


def test_who_waits_is_not_asked():
    assert not lines_of(behind_walls(WAITING, is_recorded=True))


def test_a_program_that_becomes_another_is_not_ended_by_the_question():
    heard = behind_walls(BECOMING_ANOTHER, is_recorded=True)

    assert (heard.stdout, heard.outcome) == ("another\n", Outcome.FINISHED)


def test_programs_that_it_starts_are_not_ended_by_the_question():
    heard = behind_walls(STARTING_OTHERS, is_recorded=True)

    assert (heard.stdout, heard.outcome) == ("all ended well\n", Outcome.FINISHED)


def test_a_run_that_is_not_recorded_is_never_asked():
    assert not lines_of(behind_walls(COMPUTING))
