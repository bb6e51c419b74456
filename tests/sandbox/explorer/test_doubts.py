"""What is decided out of sight of the steps: nothing is proved of it, and the sentence says what to do."""

import pytest

from sandbox.inside.explorer.exploring import explore

PRIORITIES = """
import threading, queue
q, inner = queue.PriorityQueue(), [1]
def put(): q.put((FIRST, inner))
def change(): inner[0] = 5
q.put((1, [3]))
threads = [threading.Thread(target=each) for each in (put, change)]
for each in threads: each.start()
for each in threads: each.join()
"""


@pytest.mark.parametrize(("first", "verdict"), [("1", "refused"), ("2", "proved")])
def test_a_priority_queue_that_compares_what_others_change_is_not_proved(first: str, verdict: str) -> None:
    answer = explore(PRIORITIES.replace("FIRST", first), seconds=30)
    assert answer["verdict"] == verdict
    assert verdict == "proved" or "put a number before it" in answer["reached"]


STARTED = """
import threading
seen = []
def started(act):
    thread = threading.Thread(target=act)
    thread.start()
    return thread
threads = THREADS
for each in threads: each.join()
assert seen[-1] < 2
"""
OF_A_ROUND = {
    "started while the rounds go on": ("[started(lambda: seen.append(n)) for n in range(2)]", "refused"),
    "started later": (
        "[threading.Thread(target=lambda: seen.append(n)) for n in range(2)]\nfor each in threads: each.start()",
        "proved",
    ),
    "given their value": ("[started(lambda n=n: seen.append(n)) for n in range(2)]", "proved"),
    "that use it in a comprehension alone": (
        "[started(lambda n=n: seen.append([max([n, m]) for m in [n]][0])) for n in range(2)]", "proved"
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", OF_A_ROUND)
def test_threads_that_use_the_variable_of_a_comprehension(what: str) -> None:
    threads, verdict = OF_A_ROUND[what]
    answer = explore(STARTED.replace("THREADS", threads), seconds=30)
    assert answer["verdict"] == verdict, answer["reached"]
    assert verdict == "proved" or "hand the value over by args" in answer["reached"]
