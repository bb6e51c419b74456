"""Where threads stand is told once for each place, however many wait there."""

from types import SimpleNamespace

from django.template.loader import render_to_string

from sandbox.events import Frame, Stack
from sandbox.runs.stacks import StandingThreads, standing_threads
from sandbox.runs.streaming.messages import StreamedEvent

GATE = Frame(file="/tmp/main.py", line=2, function="pass_the_gate")
LIBRARY = Frame(file="/usr/lib/python3.13/threading.py", line=99, function="Condition.wait")
JOIN = Frame(file="/tmp/main.py", line=3, function="<module>")


def told(*stacks: tuple[str, str, tuple[Frame, ...]]) -> list[StandingThreads]:
    said = [as_kept(Stack(at=3.0, process=process, thread=thread, frames=frames)) for process, thread, frames in stacks]
    return standing_threads(SimpleNamespace(said=lambda: said, job={"source": "one\n  two\nthree"}))


def as_kept(stack: Stack) -> StreamedEvent:
    payload = StreamedEvent.of_event(stack, run="one", attempt=1).payload()
    return StreamedEvent.of_payload(payload, id="1-1")


def test_threads_at_one_place_are_told_together_and_others_apart():
    waiting = [("MainProcess", f"Thread-{number}", (LIBRARY, GATE)) for number in range(200)]
    crowd, main = told(*waiting, ("MainProcess", "MainThread", (LIBRARY, JOIN)))

    assert (crowd.names, crowd.count) == ("Thread-0, Thread-1, Thread-2 and 197 others", 200)
    assert (crowd.line, crowd.source) == (2, "two")
    assert crowd.traceback == "main.py, line 2, in pass_the_gate\nthreading.py, line 99, in Condition.wait"
    assert (main.names, main.count, main.line, main.source) == ("MainThread", 1, 3, "three")


def test_where_there_are_several_processes_each_thread_has_its_own_named():
    one, other = told(("MainProcess", "MainThread", (JOIN,)), ("Process-1", "MainThread", (GATE,)))

    assert (one.names, other.names) == ("MainThread of MainProcess", "MainThread of Process-1")


def test_the_page_says_how_many_wait():
    threads = told(*[("MainProcess", f"Thread-{number}", (GATE,)) for number in range(4)])

    page = render_to_string("runs/_verdict.html", {"each": {"threads": threads, "run": {}, "verdict": {}}})

    assert "<b>Thread-0, Thread-1, Thread-2 and 1 other</b> wait on line 2" in " ".join(page.split())
