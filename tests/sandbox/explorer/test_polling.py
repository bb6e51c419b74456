"""A loop that asks, with time-outs or without, until it is given something: its orders come to an end."""

import pytest

from sandbox.inside.explorer.exploring import explore

POLLING = {
    "a worker that asks a queue, with a time-out, until it is told to end": (
        "import queue, threading\njobs, done, seen = queue.Queue(), threading.Event(), []\ndef work():\n"
        "    while not (done.is_set() and jobs.empty()):\n        try:\n            job = jobs.get(timeout=0.1)\n"
        "        except queue.Empty:\n            continue\n        seen.append(job)\n"
        "thread = threading.Thread(target=work)\nthread.start()\njobs.put(1)\njobs.put(2)\ndone.set()\n"
        "thread.join()\nassert seen == [1, 2]"
    ),
    "asking a queue until it is told to end": (
        "import queue, threading\njobs, done = queue.Queue(), threading.Event()\ndef work():\n"
        "    while not done.is_set():\n        try: jobs.get_nowait()\n        except queue.Empty: pass\n"
        "thread = threading.Thread(target=work)\nthread.start()\njobs.put(1)\ndone.set()\nthread.join()"
    ),
    "a loop that looks twice at what it waits for": (
        "import threading\nready = threading.Event()\ndef wait():\n    while not ready.is_set():\n"
        "        if ready.is_set(): pass\nthread = threading.Thread(target=wait)\nthread.start()\nready.set()\n"
        "thread.join()"
    ),
    "a loop that asks within a loop that asks": (
        "import threading\nready, done, x = threading.Event(), threading.Event(), 0\nx = 0\ndef wait():\n    global x\n"
        "    while not done.is_set():\n        while x == 0:\n            if done.is_set(): return\n        x = 0\n"
        "thread = threading.Thread(target=wait)\nthread.start()\nx = 1\ndone.set()\nthread.join()"
    ),
    "a wait with a time-out, until there is something to do": (
        "import threading\nready, done = threading.Event(), []\ndef work():\n    while True:\n"
        "        if ready.wait(timeout=0.1):\n            done.append(1)\n            break\n"
        "thread = threading.Thread(target=work)\nthread.start()\nready.set()\nthread.join()\nassert done == [1]"
    ),
}


@pytest.mark.parametrize("what", POLLING)
def test_what_asks_until_it_is_given_something_is_proved(what: str) -> None:
    answer = explore(POLLING[what], seconds=30)
    assert answer["verdict"] == "proved", answer["failure"] or answer["reached"]


BREAKING = {
    "a job that comes after the end": (
        (
            "import queue, threading\njobs, done, seen = queue.Queue(), threading.Event(), []\ndef work():\n"
            "    while not done.is_set():\n        try:\n            job = jobs.get(timeout=0.1)\n"
            "        except queue.Empty:\n            continue\n        seen.append(job)\n"
            "thread = threading.Thread(target=work)\nthread.start()\njobs.put(1)\ndone.set()\n"
            "thread.join()\nassert seen"
        ),
        "exception",
    ),
    "an end that nobody tells": (
        (
            "import queue, threading\njobs, done = queue.Queue(), threading.Event()\ndef work():\n"
            "    while not done.is_set():\n        try: jobs.get(timeout=0.1)\n        except queue.Empty: pass\n"
            "thread = threading.Thread(target=work)\nthread.start()\njobs.put(1)\nthread.join()"
        ),
        "livelock",
    ),
}


@pytest.mark.parametrize("what", BREAKING)
def test_what_breaks_is_told(what: str) -> None:
    source, kind = BREAKING[what]
    answer = explore(source, seconds=30)
    assert answer["failure"] is not None, answer["reached"]
    assert answer["failure"]["kind"] == kind
