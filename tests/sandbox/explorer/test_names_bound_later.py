"""Names that handlers, definitions and imports bind while others look, and what classes have of their metaclass."""

import pytest

from sandbox.inside.explorer.exploring import explore
from tests.sandbox.explorer.test_what_is_shared import TWICE

RACES = {
    "a name for an error": (
        "import threading\nerror, seen = None, []\nerror = None\ndef look():\n    try: seen.append(error)\n"
        "    except NameError: pass\n"
        "def work():\n"
        "    global error\n    try: 1 / 0\n    except ZeroDivisionError as error: pass\n"
        "threads = [threading.Thread(target=each) for each in (look, work)]\n"
        "for each in threads: each.start()\nfor each in threads: each.join()\nassert seen in ([], [None]), seen"
    ),
    "a name for an error in a function around": (
        "import threading\nseen = []\ndef main():\n    error = None\n    def look():\n        try: seen.append(error)\n"
        "        except NameError: pass\n"
        "    def work():\n        nonlocal error\n        try: 1 / 0\n        except ZeroDivisionError as error: pass\n"
        "    threads = [threading.Thread(target=each) for each in (look, work)]\n"
        "    for each in threads: each.start()\n    for each in threads: each.join()\nmain()\n"
        "assert seen in ([], [None]), seen"
    ),
    "a function that is defined again": (
        "import threading\ndef rate(): return 1\ndef work(): assert rate() == 1\n"
        "thread = threading.Thread(target=work)\nthread.start()\ndef rate(): return 2\nthread.join()"
    ),
    "a function that is defined late": (
        "import threading\ndef work(): rate()\nthread = threading.Thread(target=work)\nthread.start()\n"
        "def rate(): return 2\nthread.join()"
    ),
    "a function that is defined again by a function": (
        "import threading\ndef rate(): return 1\ndef change():\n    global rate\n    def rate(): return 2\n"
        "def work(): assert rate() == rate()\nthreads = [threading.Thread(target=each) for each in (work, change)]\n"
        "for each in threads: each.start()\nfor each in threads: each.join()"
    ),
    "a decorated function that is defined again": (
        "import threading\nfrom functools import cache\ndef rate(): return 1\ndef work(): assert rate() == 1\n"
        "thread = threading.Thread(target=work)\nthread.start()\n@cache\ndef rate(): return 2\nthread.join()"
    ),
    "a class that is defined again": (
        "import threading\ndef main():\n    class Rate: value = 1\n    def work(): assert Rate.value == 1\n"
        "    thread = threading.Thread(target=work)\n    thread.start()\n    class Rate: value = 2\n"
        "    thread.join()\nmain()"
    ),
    "a module that is imported late": (
        "import threading\ndef work(): math.sqrt(4)\nthread = threading.Thread(target=work)\nthread.start()\n"
        "import math\nthread.join()"
    ),
    "a part of a module that is imported by a name that is taken": (
        "import threading\ndef root(n): return 2\ndef work(): assert root(9) == 2\n"
        "thread = threading.Thread(target=work)\nthread.start()\nfrom math import sqrt as root\nthread.join()"
    ),
    "an attribute of a metaclass": (
        "import threading\nclass Counted(type): total = 0\nclass A(metaclass=Counted): pass\n"
        "def look(): assert A.total == A.total\ndef change(): Counted.total = 1\n"
        "threads = [threading.Thread(target=each) for each in (look, change)]\n"
        "for each in threads: each.start()\nfor each in threads: each.join()"
    ),
    "an attribute of a metaclass, set there": (
        "class Counted(type): total = 0\nclass A(metaclass=Counted): pass\n"
        "def work(): Counted.total = A.total + 1\n" + TWICE + "assert A.total == 2"
    ),
    "a single instance that a metaclass keeps": (
        "class Single(type):\n    only = None\n    def __call__(cls, *args):\n        if cls.only is None:\n"
        "            cls.only = super().__call__(*args)\n        return cls.only\n"
        "class A(metaclass=Single): pass\nmade = []\ndef work(): made.append(A())\n"
        + TWICE
        + "assert made[0] is made[1]"
    ),
    "an attribute that a class does not have yet": (
        "import threading\nclass A: pass\ndef work(): assert not hasattr(A, 'ready')\n"
        "thread = threading.Thread(target=work)\nthread.start()\nA.ready = True\nthread.join()"
    ),
}


@pytest.mark.parametrize("what", RACES)
def test_a_race_is_found(what: str) -> None:
    answer = explore(RACES[what], seconds=30)
    assert answer["verdict"] == "fails", answer["reached"]
    assert answer["failure"]["kind"] == "exception"


SAFE = {
    "a definition before any thread": (
        "def rate(): return 1\ndef rate(): return 2\ndef work(): assert rate() == 2\n" + TWICE
    ),
    "a metaclass that keeps instances under a lock": (
        "import threading\nclass Single(type):\n    lock = threading.Lock()\n    only = None\n"
        "    def __call__(cls, *args):\n        with cls.lock:\n            if cls.only is None:\n"
        "                cls.only = super().__call__(*args)\n            return cls.only\n"
        "class A(metaclass=Single): pass\nmade = []\ndef work(): made.append(A())\n"
        + TWICE
        + "assert made[0] is made[1]"
    ),
}


@pytest.mark.parametrize("what", SAFE)
def test_what_is_safe_is_proved(what: str) -> None:
    answer = explore(SAFE[what], seconds=30)
    assert answer["verdict"] == "proved", answer["failure"] or answer["reached"]
