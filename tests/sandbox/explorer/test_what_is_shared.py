"""Whatever several threads can see is seen by the explorer as well, by whatever way the program reaches it."""

import pytest

from sandbox.inside.explorer.exploring import explore

TWICE = """
import threading
threads = [threading.Thread(target=work) for _ in range(2)]
for each in threads: each.start()
for each in threads: each.join()
"""
READ_AND_WRITE = """
import threading
def read():
    first, second = box.first, box.second
    assert first == second, "half written"
def write():
    box.first = 1
    box.second = 1
threads = [threading.Thread(target=each) for each in (read, write)]
for each in threads: each.start()
for each in threads: each.join()
"""
RACES = {
    "items of an array": "import array\na = array.array('i', [0])\ndef work(): a[0] += 1\n"
    + TWICE
    + "assert a[0] == 2",
    "items of a library's container": (
        "from collections import UserDict\nd = UserDict(x=0)\ndef work(): d['x'] += 1\n" + TWICE + "assert d['x'] == 2"
    ),
    "keys that are equal without being the same": (
        "class K:\n    def __eq__(self, other): return True\n    def __hash__(self): return 1\nd = {K(): 0}\n"
        "def work(): d[K()] = d[K()] + 1\n" + TWICE + "assert d[K()] == 2"
    ),
    "attributes of a namespace": (
        "from types import SimpleNamespace\nbox = SimpleNamespace(first=0, second=0)" + READ_AND_WRITE
    ),
    "attributes of a function": "def box(): pass\nbox.first = box.second = 0" + READ_AND_WRITE,
    "attributes of a thread": (
        "import threading\nbox = threading.current_thread()\nbox.first = box.second = 0" + READ_AND_WRITE
    ),
    "attributes of an object that is a dictionary, too": (
        "class Box(dict): pass\nbox = Box()\nbox.first = box.second = 0" + READ_AND_WRITE
    ),
    "attributes by getattr": (
        "class Box: n = 0\nbox = Box()\ndef work(): setattr(box, 'n', getattr(box, 'n') + 1)\n"
        + TWICE
        + "assert box.n == 2"
    ),
    "attributes by a descriptor": (
        "class Plain:\n    def __get__(self, box, cls): return box.inner\n"
        "    def __set__(self, box, value): box.inner = value\n"
        "class Box:\n    n = Plain()\nbox = Box()\nbox.n = 0\ndef work(): box.n += 1\n" + TWICE + "assert box.n == 2"
    ),
    "a method without its list": (
        "items = []\ndef work(): list.append(items, list.__len__(items))\n" + TWICE + "assert items == [0, 1]"
    ),
    "a method of the class above": (
        "class Stack(list):\n    def push(self):\n        if not len(self): super().append(1)\nstack = Stack()\n"
        "def work(): stack.push()\n" + TWICE + "assert len(stack) == 1"
    ),
    "a getter made by the library": (
        "from operator import itemgetter\nfirst = itemgetter(0)\nitems = [0]\n"
        "def work(): items[0] = first(items) + 1\n" + TWICE + "assert items[0] == 2"
    ),
    "a setter of the library": (
        "from operator import setitem\nitems = [0]\ndef work(): setitem(items, 0, items[0] + 1)\n"
        + TWICE
        + "assert items[0] == 2"
    ),
    "a function with its first arguments": (
        "from functools import partial\nitems = []\nadd = partial(list.append, items)\n"
        "def work(): add(len(items))\n" + TWICE + "assert items == [0, 1]"
    ),
    "views of a dictionary": ("d = {1: 1}\ndef work():\n    for _ in d.items(): pass\n    d[len(d) + 1] = 1\n" + TWICE),
    "objects that are compared field by field": (
        "import threading\nfrom dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n    y: int\n"
        "p = P(0, 0)\n"
        "def write():\n    p.x = 1\n    p.y = 1\nthread = threading.Thread(target=write)\nthread.start()\n"
        "assert p in (P(0, 0), P(1, 1))\nthread.join()"
    ),
    "several lists": "n = [1]\ndef work(): n[:] = 2 * n\n" + TWICE + "assert len(n) == 4",
    "a name that is given once, and late": (
        "import threading\ndef work(): return late\nthread = threading.Thread(target=work)\nthread.start()\n"
        "late = 1\nthread.join()"
    ),
    "a variable of a function that is given once, and late": (
        "import threading\ndef main():\n    def work(): return late\n    thread = threading.Thread(target=work)\n"
        "    thread.start()\n    late = 1\n    thread.join()\nmain()"
    ),
    "what is written after the other has ended, and could have been before": (
        "import threading\nx = 0\nlock = threading.Lock()\ndef work():\n    assert x == 0\n"
        "thread = threading.Thread(target=work)\nthread.start()\n"
        "for _ in range(3):\n    with lock: pass\nx = 1\nthread.join()"
    ),
}


@pytest.mark.parametrize("what", RACES)
def test_a_race_is_found(what: str) -> None:
    answer = explore(RACES[what], seconds=30)
    assert answer["verdict"] == "fails", answer["reached"]
    assert answer["failure"]["kind"] == "exception"


SAFE = {
    "an iterator of a list": "it = iter([1, 2, 3, 4])\ndef work(): next(it), next(it)\n"
    + TWICE
    + "assert not list(it)",
    "an iterator backwards": "items = [1, 2]\ndef work(): assert list(reversed(items)) == [2, 1]\n" + TWICE,
    "a delegating generator": (
        "def inner():\n    got = yield 1\n    return got\n"
        "def outer():\n    result = yield from inner()\n    yield result\n"
        "def work():\n    g = outer()\n    assert next(g) == 1 and g.send(5) == 5\n" + TWICE
    ),
    "attributes of each thread's own, of a subclass": (
        "import threading\nclass Mine(threading.local):\n    n = 0\nmine = Mine()\n"
        "def work():\n    mine.n += 1\n    assert mine.n == 1\n" + TWICE
    ),
    "numbers by chance": "import random\ndef work(): random.randint(1, 6)\n" + TWICE,
    "a question that asks by a function of one's own": (
        "import threading\nready = False\ndef is_ready(): return ready\ndef wait():\n    while not is_ready(): pass\n"
        "thread = threading.Thread(target=wait)\nthread.start()\nready = True\nthread.join()"
    ),
    "a wait that runs out, again and again": (
        "import threading\nready = threading.Event()\ndef wait():\n    while not ready.wait(0.1): pass\n"
        "thread = threading.Thread(target=wait)\nthread.start()\nready.set()\nthread.join()"
    ),
}


@pytest.mark.parametrize("what", SAFE)
def test_what_is_safe_is_proved(what: str) -> None:
    answer = explore(SAFE[what], seconds=30)
    assert answer["verdict"] == "proved", answer["failure"] or answer["reached"]
