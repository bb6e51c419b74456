"""Where the library calls the program's functions in the middle of what it does, no state that others see is missed."""

import pytest

from sandbox.inside.explorer.exploring import explore
from sandbox.inside.explorer.program import load
from sandbox.inside.explorer.world.sharing import Sharing
from tests.sandbox.explorer.exhaustive import Exhaustive
from tests.sandbox.explorer.test_reduction_misses_nothing import LIVES, MOST_ORDERS, reduced_states, states
from tests.sandbox.explorer.test_what_is_shared import TWICE

PROGRAM = """
import threading
calls, logs = 0, {}
calls = 0
items = [3, 1]
class Item:
    def __lt__(self, other): return key(True)
def key(n):
    global calls
    calls = n
    return n
def look(): logs["length"] = len(items)
def count(): logs["calls"] = calls
threads = [threading.Thread(target=each) for each in (look, count)]
for each in threads: each.start()
ACT
for each in threads: each.join()
"""
ACTS = {
    "a sort by a key": "items.sort(key=key)",
    "a sort by a key, backwards": "list.sort(items, key=key, reverse=True)",
    "a sort by comparing": "items[:] = [Item(), Item()]; items.sort(); items[:] = []",
    "the largest by a key": "logs['max'] = max(items, key=key)",
    "a list made longer by a generator": "items.extend(key(n) for n in (4,))",
}


@pytest.mark.parametrize("what", ACTS)
def test_every_state_is_found(what: str) -> None:
    program = load(PROGRAM.replace("ACT", ACTS[what]))
    sharing = Sharing(program.places)
    reduced = reduced_states(program, sharing)
    whole = states(program, Exhaustive(at_once=LIVES), sharing, MOST_ORDERS)
    assert reduced is not None
    assert reduced == whole


REFUSED = {
    "a removal by comparing": "class Same:\n    def __eq__(self, other): return key(True)\nitems.remove(Same())",
    "a heap of what is compared": (
        "import heapq\nitems[:] = [Item()]\nheapq.heappush(items, Item())"  # in between it is no heap
    ),
    "a set made larger by a generator": "logs['set'] = s = set()\ns.update(key(n) for n in (1, 2))",
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_told_apart_is_refused(what: str) -> None:
    source = PROGRAM.replace("ACT", REFUSED[what]).replace("len(items)", "len(logs.get('set') or items)")
    answer = explore(source, seconds=10)
    assert answer["verdict"] == "refused", answer["reached"]
    assert "calls functions of the program" in answer["reached"]


SORTING = """
import threading
calls = 0
class Item:
    def __lt__(self, other): return key(True)
items = [3, 1, 2]
def key(n):
    global calls
    calls += 1
    return n
def count():
    global calls
    calls += 1
def work(): WORK
threads = [threading.Thread(target=each) for each in (count, work)]
for each in threads: each.start()
items.sort(key=key)
for each in threads: each.join()
"""
RACES = {
    "a list that is empty while it is sorted": SORTING.replace("WORK", "assert len(items) == 3, items"),
    "a list that is changed while it is sorted": SORTING.replace("WORK", "items.append(4)"),
    "a list that is empty while it is sorted by comparing": (
        SORTING.replace("WORK", "assert len(items) == 2, items")
        .replace("[3, 1, 2]", "[Item(), Item()]")
        .replace("key=key", "")
    ),
    "a list that is made empty while its largest is looked for": (
        SORTING.replace("WORK", "items.clear()").replace("items.sort(key=key)", "if items: max(items, key=key)")
    ),
    "a list that is made longer by a generator": (
        "items = []\ncalls = 0\ndef numbers():\n    global calls\n    for n in range(2):\n        calls += 1\n"
        "        yield n\ndef work(): items.extend(numbers())\n" + TWICE + "assert items == [0, 1, 0, 1], items"
    ),
}


@pytest.mark.parametrize("what", RACES)
def test_a_race_is_found(what: str) -> None:
    answer = explore(RACES[what], seconds=30)
    assert answer["verdict"] == "fails", answer["reached"]
    assert answer["failure"]["kind"] == "exception"


SAFE = {
    "a copy that is sorted": (
        "calls, items = 0, [2, 1]\ncalls = 0\ndef key(n):\n    global calls\n    calls += 1\n    return n\n"
        "def work():\n    assert sorted(items, key=key) == [1, 2]\n    items.append(0)\n    items.remove(0)\n"
        "def main():\n    with lock: work()\nimport threading\nlock = threading.Lock()\n"
        + TWICE.replace("=work", "=main")
    ),
    "a list that is sorted under a lock, by keys that count": (
        "import threading\nlock, calls, items = threading.Lock(), [], [(1, 'b'), (1, 'a'), (0, 'c'), (2, 'd')]\n"
        "def key(pair):\n    calls.append(1)\n    return pair[0]\ndef work():\n    with lock:\n"
        "        items.sort(key=key, reverse=True)\n"
        "        assert items == [(2, 'd'), (1, 'b'), (1, 'a'), (0, 'c')]\n" + TWICE + "assert len(calls) == 8"
    ),
}


@pytest.mark.parametrize("what", SAFE)
def test_what_is_safe_is_proved(what: str) -> None:
    answer = explore(SAFE[what], seconds=30)
    assert answer["verdict"] == "proved", answer["failure"] or answer["reached"]
