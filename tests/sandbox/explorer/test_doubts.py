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


IDENTS = """
import threading
seen = {}
def work(): seen[THE_IDENT] = 1
for _ in range(COUNT):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
assert len(seen) == COUNT
"""


@pytest.mark.parametrize("ident", ["threading.get_ident()", "threading.current_thread().ident"])
@pytest.mark.parametrize(("count", "verdict"), [("1", "proved"), ("2", "refused")])
def test_the_number_of_a_thread_may_come_again(ident: str, count: str, verdict: str) -> None:
    answer = explore(IDENTS.replace("THE_IDENT", ident).replace("COUNT", count), seconds=30)
    assert answer["verdict"] == verdict, answer["reached"]


ENTERED = {
    "send": "def numbers():\n    while True: yield 1",
    "throw": "def numbers():\n    while True:\n        try: yield 1\n        except ValueError: pass",
    "close": "def numbers():\n    try: yield 1\n    finally: 1 + 1",
}


@pytest.mark.parametrize(("method", "given"), [("send", "None"), ("throw", "ValueError()"), ("close", "")])
def test_a_generator_is_found_running_by_who_enters_it_meanwhile(method: str, given: str) -> None:
    source = f"{ENTERED[method]}\nnumber = numbers(); next(number)\ndef work(): number.{method}({given})\n"
    source += "import threading\nthreads = [threading.Thread(target=work) for _ in range(2)]\n"
    source += "for each in threads: each.start()\nfor each in threads: each.join()\n"
    answer = explore(source, seconds=30)
    assert answer["verdict"] == "fails", answer["reached"]
    assert answer["failure"]["message"] == "ValueError: generator already executing"


ANSWERS_FOR_ALL = """
import threading
class Config:
    def __init__(self): self.values = {"hits": 0}
    def __getattr__(self, name):
        if name in self.values: return self.values[name]
        raise AttributeError(name)
config = Config()
def work(): config.values["hits"] = config.hits + 1
threads = [threading.Thread(target=work) for _ in range(2)]
for each in threads: each.start()
for each in threads: each.join()
assert config.hits == 2
"""


def test_an_object_that_answers_for_every_attribute_is_told_of_without_being_asked() -> None:
    answer = explore(ANSWERS_FOR_ALL, seconds=30)
    assert answer["verdict"] == "fails", answer["reached"]
    assert answer["steps"]
