"""Semaphore, BoundedSemaphore and Barrier against threading's own."""

import pytest

from tests.sandbox.explorer.primitives.comparing import in_every_order, naturally, really

BOTH = {
    "permits are counted": """s = S(2); print(s.acquire(), s.acquire(False), s.acquire(False)); s.release()
print(s.acquire(False))""",
    "the default is one": "s = S(); print(s.acquire(), s.acquire(blocking=False))",
    "not below zero": "told(S, -1); told(S, value=-5); print(S(0).acquire(False))",
    "a time-out passes": """s = S(0)
print(s.acquire(timeout=0.01), s.acquire(timeout=0), s.acquire(True, -1), s.acquire(True, 0.01))""",
    "no time-out without blocking": "told(S(1).acquire, False, timeout=1); told(S(0).acquire, False, 0)",
    "several at once": """s = S(3); [s.acquire() for _ in range(3)]; s.release(2)
print([s.acquire(False) for _ in range(3)])""",
    "release of none": "told(S(1).release, 0); told(S(1).release, n=-2)",
    "with": "s = S(1)\nwith s as got: print(got, s.acquire(False))\nprint(s.acquire(False))",
    "with an exception": """s = S(1)
try:
    with s: raise KeyError
except KeyError: print(s.acquire(False))""",
    "how it looks": "print(repr(S(3)).split(' at ')[0], repr(S(3)).split(': ')[1], bool(S(0)))",
    "it cannot be copied": "import copy; told(copy.deepcopy, S(1))",
    "one of one's own": """class Mine(S):
    def release(self, n=1): print('mine'); super().release(n)
with Mine(1): pass""",
}
BARRIERS = {
    "at least one": "told(threading.Barrier, 0); told(threading.Barrier, -1)",
    "a meeting of one": "b = threading.Barrier(1); print(b.wait(), b.wait(), b.parties, b.n_waiting, b.broken)",
    "an action": "b = threading.Barrier(1, lambda: print('all here')); print(b.wait())",
    "an action that fails": "b = threading.Barrier(1, lambda: 1 / 0); told(b.wait); print(b.broken); told(b.wait)",
    "abort": """b = threading.Barrier(2); b.abort(); print(b.broken, b.n_waiting); told(b.wait); b.reset()
print(b.broken)""",
    "a time-out": "b = threading.Barrier(2); told(b.wait, 0.01); print(b.broken, b.n_waiting); told(b.wait, 0.01)",
    "the barrier's own time-out": "b = threading.Barrier(2, timeout=0.01); told(b.wait); print(b.broken)",
    "reset of nobody": "b = threading.Barrier(2); b.reset(); print(b.broken, b.n_waiting)",
    "reset of a broken one": """b = threading.Barrier(2); told(b.wait, 0.01); b.reset(); told(b.wait, 0.01)
print(b.broken)""",
    "how it looks": "b = threading.Barrier(2); print(repr(b).split(': ')[1]); b.abort(); print(repr(b).split(': ')[1])",
    "by name": "b = threading.Barrier(parties=1, action=None, timeout=3); print(b.wait(timeout=2))",
    "its error": "print(issubclass(threading.BrokenBarrierError, RuntimeError), threading.BrokenBarrierError)",
}
MEETING = """b = threading.Barrier(2, ACTION); found = []
def meet():
    try: found.append(b.wait())
    except Exception as error: found.append(type(error).__name__)
t = threading.Thread(target=meet); t.start(); meet(); t.join(); print(sorted(map(str, found)), b.n_waiting, b.broken)"""
SHARED = {
    "two meet": MEETING.replace("ACTION", "None"),
    "one of them calls the action": MEETING.replace("ACTION", "lambda: found.append('action')"),
    "an action that fails breaks it for both": MEETING.replace("ACTION", "lambda: 1 / 0"),
    "two meet again and again": """b = threading.Barrier(2); found = []
def meet():
    for n in range(2): b.wait(); found.append(n); b.wait()
t = threading.Thread(target=meet); t.start(); meet(); t.join(); print(found)""",
    "three meet": """b = threading.Barrier(3); found = []
ts = [threading.Thread(target=lambda: found.append(b.wait())) for _ in range(2)]
for t in ts: t.start()
found.append(b.wait())
for t in ts: t.join()
print(sorted(found))""",
    "the action sees everybody": """b = threading.Barrier(2, lambda: found.append(b.n_waiting)); found = []
t = threading.Thread(target=b.wait); t.start(); b.wait(); t.join(); print(found, b.n_waiting)""",
    "aborted while one waits": """b = threading.Barrier(2); found = []
def meet():
    try: found.append(b.wait())
    except threading.BrokenBarrierError: found.append('broken')
t = threading.Thread(target=meet); t.start(); b.abort(); t.join(); found.append(b.broken); b.reset()
print(found, b.broken)""",
    "reset while one waits": """b = threading.Barrier(2); found = []
def meet():
    try: found.append(b.wait(0.5))
    except threading.BrokenBarrierError: found.append('broken')
t = threading.Thread(target=meet); t.start(); b.reset(); t.join(); print(found, b.n_waiting)""",
    "a permit is handed on": """s = threading.Semaphore(0); found = []
def work(): s.acquire(); found.append(1)
t = threading.Thread(target=work); t.start(); s.release(); t.join(); print(found)""",
    "two permits for two": """s = threading.Semaphore(0); found = []
def work(): s.acquire(); found.append(1)
ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts: t.start()
s.release(2)
for t in ts: t.join()
print(found)""",
    "a semaphore as a lock": """s = threading.BoundedSemaphore(1); n = 0
def add():
    global n
    with s: n = n + 1
t = threading.Thread(target=add); t.start(); add(); t.join(); told(s.release); print(n)""",
}
BY_ORDER = {
    "the one permit": """s = threading.Semaphore(1); found = []
def tries(): found.append(s.acquire(False)); s.release()
t = threading.Thread(target=tries); t.start(); tries(); t.join(); print(sorted(found))""",
    "released too often": """s = threading.BoundedSemaphore(1); s.acquire(); found = []
def release():
    try: s.release(); found.append('ok')
    except ValueError: found.append('too often')
def take(): found.append(s.acquire(False))
t = threading.Thread(target=release); u = threading.Thread(target=take); t.start(); u.start(); release()
t.join(); u.join(); print(sorted(map(str, found)))""",
    "how many wait": """b = threading.Barrier(2); found = []
t = threading.Thread(target=b.wait); t.start(); found.append(b.n_waiting); b.wait(); t.join(); print(found)""",
    "aborted while it opens": """b = threading.Barrier(2); found = []
def meet():
    try: b.wait(); found.append('through')
    except threading.BrokenBarrierError: found.append('broken')
t = threading.Thread(target=meet); t.start(); meet(); b.abort(); t.join(); print(sorted(found))""",
}
PERMITS = {
    f"{kind}: {name}": source.replace("S(", f"threading.{kind}(")
    .replace("(S,", f"(threading.{kind},")
    .replace("Mine(S)", f"Mine(threading.{kind})")
    for kind in ("Semaphore", "BoundedSemaphore")
    for name, source in BOTH.items()
}
ALONE = PERMITS | BARRIERS | {
    "more than there were": """s = threading.Semaphore(1); s.release()
print(s.acquire(False), s.acquire(False), s.acquire(False))""",
    "more than there may be": """s = threading.BoundedSemaphore(2); told(s.release); s.acquire(); told(s.release, 2)
told(s.release)
print(s.acquire(False), s.acquire(False), s.acquire(False))""",
}  # fmt: skip
DRAINING = """b = threading.Barrier(2); found = []
def meet(name):
    try: b.wait(); found.append(name)
    except threading.BrokenBarrierError: found.append('broken')
t = threading.Thread(target=meet, args=('t',)); t.start(); meet('main'); b.abort(); t.join(); print(sorted(found))"""


@pytest.mark.parametrize("source", [*ALONE.values(), *SHARED.values()], ids=[*ALONE, *SHARED])
def test_the_explorer_prints_what_python_does(source: str) -> None:
    assert naturally(source) == really(source)


@pytest.mark.parametrize("source", SHARED.values(), ids=SHARED)
def test_no_order_prints_anything_else(source: str) -> None:
    assert in_every_order(source) == {really(source)}


@pytest.mark.parametrize("source", BY_ORDER.values(), ids=BY_ORDER)
def test_what_python_printed_is_among_the_orders(source: str) -> None:
    orders = in_every_order(source)
    assert really(source) in orders
    assert len(orders) > 1


def test_who_has_not_left_an_open_barrier_may_still_find_it_broken() -> None:
    assert in_every_order(DRAINING) == {("['main', 't']\n", False), ("['broken', 'main']\n", False)}
