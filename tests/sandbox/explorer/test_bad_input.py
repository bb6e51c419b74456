"""Programs that mean harm, or are merely wild: each has an honest verdict, and never an error of the explorer's."""

import pytest

from sandbox.inside.explorer.exploring import explore, replay

SECONDS = 2
TWO = """
import threading
threads = [threading.Thread(target=work) for _ in range(2)]
for each in threads: each.start()
for each in threads: each.join()
"""
ENDLESS = {
    "a loop": "while True: pass",
    "a loop that counts": "n = 0\nwhile True: n += 1",
    "a comprehension": "import itertools\n[x for x in itertools.count()]",
    "a comprehension of a long range": "[0 for _ in range(10 ** 12)]",
    "a generator that a function goes through": "import itertools\nall(x >= 0 for x in itertools.count())",
    "an iterator that a function goes through": "import itertools\nsum(itertools.count())",
    "a sentinel that never comes": "for _ in iter(int, 1): pass",
    "a loop that catches everything": "while True:\n    try: 1 / 0\n    except BaseException: pass",
    "a loop that goes on in its finally": "while True:\n    try: pass\n    finally: continue",
    "a loop in which all is suppressed": (
        "from contextlib import suppress\nwhile True:\n    with suppress(BaseException): pass"
    ),
    "a context that swallows everything": (
        "class Calm:\n    def __enter__(self): pass\n    def __exit__(self, *error): return True\n"
        "while True:\n    with Calm(): pass"
    ),
    "two that take turns for ever": (
        "import queue\na, b = queue.Queue(), queue.Queue()\na.put(1)\n"
        "def play(mine, other):\n    while True: other.put(mine.get())\n"
        "import threading\nthreading.Thread(target=play, args=(a, b)).start()\nplay(b, a)"
    ),
    "a thread that takes and gives back for ever": (
        "import threading\nlock = threading.Lock()\nwhile True:\n    with lock: pass"
    ),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_what_never_ends_is_said_not_to_have_ended(what: str) -> None:
    answer = explore(ENDLESS[what], seconds=20)
    assert answer["verdict"] == "fails", answer["reached"]
    assert answer["failure"]["kind"] == "livelock"
    message = answer["failure"]["message"]
    assert "had not ended after" in message or "an end of its loop, which nothing can bring" in message


NO_FALSE_PROOF = {
    "calls that call themselves twice over": (
        "def f():\n    try: f()\n    except RecursionError: f()\n    finally: f()\nf()"
    ),
    "deep calls with steps": (
        "x = 0\ndef work():\n    global x\n    x += 1\n    try: work()\n    except RecursionError: pass\n" + TWO
    ),
    "threads that catch everything": (
        "x = 0\ndef work():\n    global x\n    for _ in range(300):\n        try: x += 1\n"
        "        except BaseException: pass\n"
        "        finally: continue\n" + TWO
    ),
}


@pytest.mark.parametrize("what", NO_FALSE_PROOF)
def test_what_takes_too_long_is_not_said_to_be_proved(what: str) -> None:
    answer = explore(NO_FALSE_PROOF[what], seconds=SECONDS)
    assert answer["verdict"] == "no-failure-found"
    assert answer["seconds"] < 4 * SECONDS


POLLING = {
    "backing off and trying again": (
        "import threading\na, b = threading.Lock(), threading.Lock()\ndef work(one, other):\n    while True:\n"
        "        with one:\n            if other.acquire(blocking=False):\n                other.release()\n"
        "                return\nthreads = [threading.Thread(target=work, args=each) for each in ((a, b), (b, a))]\n"
        "for each in threads: each.start()\nfor each in threads: each.join()"
    ),
}


@pytest.mark.parametrize("what", POLLING)
def test_what_asks_again_and_again_and_ends_is_not_said_to_fail(what: str) -> None:
    answer = explore(POLLING[what], seconds=SECONDS)
    assert answer["verdict"] == "no-failure-found", answer["failure"]


LONG = {
    "a long sum": "total = 0\nfor n in range(400_000): total += n",
    "a long sum in a thread": (
        "import threading\ntotal = 0\ndef work():\n    global total\n    for n in range(400_000): total += n\n"
        "thread = threading.Thread(target=work)\nthread.start()\nthread.join()"
    ),
    "a loop that counts to its end": "n = 0\nwhile n < 400_000: n += 1",
    "a loop that is left at its end": "n = 0\nwhile True:\n    n += 1\n    if n == 400_000: break",
    "a loop that is left after one that was not": (
        "n = 0\nwhile True:\n    for _ in range(10):\n        n += 1\n        if n < 0: break\n"
        "    else:\n        if n > 350_000: break"
    ),
    "many calls": "def f(): pass\nfor _ in range(200_000): f()",
    "many steps": (
        "import threading\ncount = 0\nlock = threading.Lock()\ndef work():\n    global count\n"
        "    for _ in range(1_000):\n        with lock: count += 1\n" + TWO + "assert count == 2_000"
    ),
}


@pytest.mark.parametrize("what", LONG)
def test_what_is_merely_long_is_not_said_to_fail(what: str) -> None:
    answer = explore(LONG[what], seconds=20)
    assert answer["verdict"] == "no-failure-found", answer["failure"]
    assert "give the program less to do" in answer["reached"]


BREAKING = {
    "calls without bottom": ("def f(): return f()\nf()", "RecursionError"),
    "a nameless function without bottom": ("f = lambda: f()\nf()", "RecursionError"),
    "calls without bottom in threads": (
        "x = 0\ndef work():\n    global x\n    x += 1\n    work()\n" + TWO,
        "RecursionError",
    ),
    "an interruption of its own": ("def work(): raise KeyboardInterrupt\n" + TWO, "KeyboardInterrupt"),
    "an error beyond Exception": ("class Odd(BaseException): pass\nraise Odd('odd')", "odd"),
    "the end of a generator": ("raise GeneratorExit", "GeneratorExit"),
    "leaving with a number": ("raise SystemExit(3)", "SystemExit"),
    "an error in the printing of an error": (
        "class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd",
        "Odd",
    ),
    "print that is a number": ("print = 3\nprint(4)", "not callable"),
    "len that lies": ("def len(_): return 7\nassert len([]) == 0", "AssertionError"),
    "a list changed while it is sorted": (
        "items = [3, 2, 1]\ndef key(n):\n    items.append(n)\n    return n\nitems.sort(key=key)",
        "modified during sort",
    ),
    "an error within a sort": ("sorted([2, 1], key=lambda n: n / 0)", "ZeroDivisionError"),
    "an error within a map": ("list(map(int, ['x']))", "invalid literal"),
    "a race within a map": (
        "count = 0\ndef add(_):\n    global count\n    count += 1\n"
        "def work(): list(map(add, [1, 2]))\n" + TWO + "assert count == 4, f'{count} of 4'",
        "of 4",
    ),
    "a race within a sort": (
        "count = 0\ndef key(n):\n    global count\n    count += 1\n    return n\n"
        "def work(): sorted([2, 1], key=key)\n" + TWO + "assert count == 4, f'{count} of 4'",
        "of 4",
    ),
}


@pytest.mark.parametrize("what", BREAKING)
def test_what_breaks_is_told_in_pythons_words(what: str) -> None:
    source, words = BREAKING[what]
    answer = explore(source, seconds=20)
    assert answer["verdict"] == "fails", answer["reached"]
    assert words in answer["failure"]["message"]


HARMLESS = {
    "the clock in a loop": "import time\nend = time.monotonic() + 0.01\nwhile time.monotonic() < end: pass",
    "the day in a loop": (
        "from datetime import datetime, timedelta\nend = datetime.now() + timedelta(milliseconds=10)\n"
        "while datetime.now() < end: pass"
    ),
    "chance": "import random\nrandom.seed()\nprint(random.random(), random.Random().random())",
    "the order of a set": "for each in {'a', 'b', 'c'}: print(each)",
    "a question of one's own that ends by itself": (
        "class Trier:\n    tries = 0\n    def done(self):\n        self.tries += 1\n        return self.tries > 3\n"
        "trier = Trier()\nwhile not trier.done(): pass"
    ),
    "leaving": "raise SystemExit",
    "leaving by exit": "exit()",
    "nothing": "",
    "a comment": "# nothing",
    "a documentation": '"""Nothing."""',
}


@pytest.mark.parametrize("what", HARMLESS)
def test_what_is_wild_and_right_is_proved(what: str) -> None:
    answer = explore(HARMLESS[what], seconds=20)
    assert answer["verdict"] == "proved", answer["failure"] or answer["reached"]


REFUSED = {
    "too many threads": (
        "import threading\nfor _ in range(1000): threading.Thread(target=print).start()",
        "200 threads",
    ),
    "a very long text": ("x = 1\n" * 50_000, "longer than"),
    "deep nesting": ("x = " + "-" * 5_000 + "1", "nested too deeply"),
    "many brackets": ("x = " + "[" * 1_000 + "]" * 1_000, "read this program"),
    "a long sum": ("x = " + "+".join(["1"] * 20_000), "nested too deeply"),
    "a mistake": ("def f(:", "line 1"),
    "a return outside": ("\nreturn 3", "line 2"),
    "a nonlocal of nothing": ("def f():\n    nonlocal x", "line 2"),
    "a zero byte": ("x = 1\0", "read this program"),
    "half a character": ("x = '\ud800'", "read this program"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_or_is_too_much_is_refused(what: str) -> None:
    source, words = REFUSED[what]
    answer = explore(source, seconds=SECONDS)
    assert answer["verdict"] == "refused", answer["failure"] or answer["reached"]
    assert words in answer["reached"]


def test_a_schedule_of_another_program_is_refused() -> None:
    source = "x = 0\ndef work():\n    global x\n    x += 1\n" + TWO + "assert x == 2"
    answer = explore(source)
    moves = [tuple(each) for each in answer["schedule"]]
    places = set(answer["places"])
    assert "does not fit" in replay("print(1)", moves, places)["reached"]
    assert "does not fit" in replay(source, [(7, "read", 3)], places)["reached"]


def test_a_schedule_without_its_places_ends() -> None:
    source = "x = 0\ndef work():\n    global x\n    x += 1\n" + TWO
    assert replay(source, [], set())["verdict"] == "no-failure-found"


def test_of_a_program_that_is_merely_long_no_orders_are_told():
    answer = explore("import threading\nfor _ in range(400_000): pass\n", seconds=2.0)

    assert answer["verdict"] == "no-failure-found"
    assert "give the program less to do" in answer["reached"]
    assert answer["orders"] is None
