"""Condition and Event against threading's own."""

import pytest

from tests.sandbox.explorer.primitives.comparing import in_every_order, naturally, really

ALONE = {
    "wait needs the lock": "told(threading.Condition().wait)",
    "wait with a time-out needs it, too": "told(threading.Condition().wait, 0.01)",
    "notify needs the lock": "c = threading.Condition(); told(c.notify); told(c.notify_all); told(c.notify, 2)",
    "a plain lock has to be held": "c = threading.Condition(threading.Lock()); told(c.notify); told(c.wait, 0.01)",
    "a free condition cannot be released": "told(threading.Condition().release)",
    "the lock is the condition's": """l = threading.Lock(); c = threading.Condition(l)
with c as got: print(got, l.locked())
print(c.acquire(), l.locked(), c.acquire(False), c.acquire(timeout=0.01)); c.release()""",
    "by default it is taken again": "c = threading.Condition(); print(c.acquire(), c.acquire(blocking=False))",
    "a time-out passes": """c = threading.Condition()
with c: print(c.wait(0.01), c.wait(timeout=0), c.wait(-1))""",
    "a true predicate is asked once": """c = threading.Condition(); asked = []
with c: print(c.wait_for(lambda: asked.append(1) or 'yes')); print(len(asked))""",
    "a predicate is asked again after time passed": """c = threading.Condition(); asked = []
with c: print(c.wait_for(lambda: asked.append(1), timeout=0.01)); print(len(asked))""",
    "a time-out of zero asks twice": """c = threading.Condition(); asked = []
with c: print(c.wait_for(lambda: asked.append(1), timeout=0)); print(len(asked))""",
    "an exception in a predicate": """c = threading.Condition()
with c: told(c.wait_for, lambda: 1 / 0, timeout=1)
print(c.acquire(False)); c.release()""",
    "a true predicate needs no lock": "told(threading.Condition().wait_for, lambda: 3)",
    "a false one does": "told(threading.Condition().wait_for, lambda: 0)",
    "notices that nobody waits for": """c = threading.Condition()
with c: c.notify(3); c.notify_all(); c.notify(0); print(c.wait(0.01))""",
    "a lock taken twice is kept over a wait": """c = threading.Condition()
with c:
    with c: print(c.wait(0.01))
    c.notify()
told(c.notify)""",
    "two conditions of one lock": """l = threading.Lock(); a, b = threading.Condition(l), threading.Condition(l)
with a: b.notify(); print(b.wait(0.01))""",
    "how a condition looks": "print(repr(threading.Condition()).split(' owner')[0][:30], bool(threading.Condition()))",
    "a condition cannot be copied": """import copy
for lock in (None, threading.Lock()): told(copy.deepcopy, threading.Condition(lock))""",
    "an event": "e = threading.Event(); print(e.is_set(), e.set(), e.is_set(), e.wait(), e.clear(), e.is_set())",
    "an event's time-out": """e = threading.Event(); print(e.wait(0.01), e.wait(0), e.wait(-1)); e.set()
print(e.wait(0.01))""",
    "set twice": "e = threading.Event(); e.set(); e.set(); print(e.is_set(), e.isSet()); e.clear(); print(e.is_set())",
    "how an event looks": """e = threading.Event(); print(repr(e).split(' at ')[0], repr(e).split(': ')[1]); e.set()
print(repr(e).split(': ')[1], bool(e))""",
    "an event cannot be copied": "import copy; told(copy.deepcopy, threading.Event())",
    "an event takes attributes": "e = threading.Event(); e.mine = 3; print(e.mine); told(lambda: e.other)",
    "an event of one's own": """class Mine(threading.Event):
    def set(self): print('mine'); super().set()
e = Mine(); e.set(); print(e.is_set())""",
    "a condition of one's own": """class Mine(threading.Condition):
    def notify(self, n=1): print('mine', n); super().notify(n)
c = Mine()
with c: c.notify(); c.notify(2)""",
}
SHARED = {
    "a notice wakes who waits": """c = threading.Condition(); ready = []; found = []
def waiter():
    with c:
        while not ready: c.wait()
        found.append(ready[0])
t = threading.Thread(target=waiter); t.start()
with c: ready.append(7); c.notify()
t.join(); print(found)""",
    "wait_for is the same loop": """c = threading.Condition(); ready = []; found = []
def waiter():
    with c: found.append(c.wait_for(lambda: ready))
t = threading.Thread(target=waiter); t.start()
with c: ready.append(7); c.notify_all()
t.join(); print(found)""",
    "waiting gives up a lock taken twice": """c = threading.Condition(); ready = []; found = []
def waiter():
    with c, c:
        while not ready: c.wait()
        told(c.notify)
t = threading.Thread(target=waiter); t.start()
with c: ready.append(1); c.notify()
t.join(); print(c.acquire(False))""",
    "two conditions over one lock": """l = threading.Lock(); full, room = threading.Condition(l), threading.Condition(l)
box, found = [], []
def consumer():
    for _ in range(2):
        with full:
            while not box: full.wait()
            found.append(box.pop()); room.notify()
t = threading.Thread(target=consumer); t.start()
for n in range(2):
    with room:
        while box: room.wait()
        box.append(n); full.notify()
t.join(); print(found)""",
    "a plain lock that another holds will do": """l = threading.Lock(); c = threading.Condition(l); l.acquire()
t = threading.Thread(target=told, args=(c.notify,)); t.start(); t.join(); l.release()""",
    "an RLock that another holds will not": """c = threading.Condition(); c.acquire()
t = threading.Thread(target=told, args=(c.notify,)); t.start(); t.join(); c.release()""",
    "an event lets everybody through": """e = threading.Event(); found = []
ts = [threading.Thread(target=lambda: found.append(e.wait())) for _ in range(2)]
for t in ts: t.start()
e.set()
for t in ts: t.join()
print(found)""",
    "set again is no news": """e = threading.Event(); found = []
t = threading.Thread(target=lambda: found.append(e.wait())); t.start()
e.set(); e.set(); t.join(); print(found)""",
    "cleared before anybody waits": """e = threading.Event(); e.set(); e.clear(); found = []
t = threading.Thread(target=lambda: found.append(e.wait())); t.start(); e.set(); t.join(); print(found)""",
}
BY_ORDER = {
    "one notice for two": """c = threading.Condition(); found = []
def waiter(n):
    with c: found.append(c.wait(0.3))
ts = [threading.Thread(target=waiter, args=(n,)) for n in range(2)]
for t in ts: t.start()
time.sleep(0.1)
with c: c.notify()
for t in ts: t.join()
print(sorted(found))""",
    "a notice for who gave up": """c = threading.Condition(); found = []
def waiter():
    with c: found.append(c.wait(0.2))
t = threading.Thread(target=waiter); t.start()
with c: c.notify()
t.join(); print(found)""",
    "a pulse reaches who waits": """e = threading.Event(); found = []
def waiter(): found.append(e.wait(1))
t = threading.Thread(target=waiter); t.start()
time.sleep(0.1); e.set(); e.clear(); t.join(); print(found, e.is_set())""",
    "time passes, or the event comes": """e = threading.Event(); found = []
def waiter(): found.append(e.wait(0.1))
t = threading.Thread(target=waiter); t.start(); e.set(); t.join(); print(found)""",
}
TIMED = {
    "one notice for two": BY_ORDER["one notice for two"],
    "a pulse reaches who waits": BY_ORDER["a pulse reaches who waits"],
    "notify(2) of three": """c = threading.Condition(); found = []
def waiter():
    with c: found.append(c.wait(0.4))
ts = [threading.Thread(target=waiter) for n in range(3)]
for t in ts: t.start()
time.sleep(0.1)
with c: c.notify(2)
for t in ts: t.join()
print(sorted(found))""",
}
"""With time between, what real threads do is sure, and so is the natural schedule."""
LOST = """e = threading.Event(); found = []
def waiter(): found.append(e.wait())
t = threading.Thread(target=waiter); t.start(); e.set(); e.clear(); t.join(); print(found)"""
TIMED_OUT = """c = threading.Condition(); found = []
def patient():
    with c: found.append(c.wait(9))
def hasty():
    with c: found.append(c.wait(0.001))
a, b = threading.Thread(target=hasty), threading.Thread(target=patient); a.start(); b.start()
with c: c.notify()
a.join(); b.join(); print(sorted(found))"""


@pytest.mark.parametrize("source", [*ALONE.values(), *SHARED.values()], ids=[*ALONE, *SHARED])
def test_the_explorer_prints_what_python_does(source: str) -> None:
    assert naturally(source) == really(source)


@pytest.mark.parametrize("source", TIMED.values(), ids=TIMED)
def test_so_it_does_where_time_lies_between(source: str) -> None:
    assert naturally(source) == really(source)


@pytest.mark.parametrize("source", SHARED.values(), ids=SHARED)
def test_no_order_prints_anything_else(source: str) -> None:
    assert in_every_order(source) == {really(source)}


@pytest.mark.parametrize("source", BY_ORDER.values(), ids=BY_ORDER)
def test_what_python_printed_is_among_the_orders(source: str) -> None:
    assert really(source) in in_every_order(source)


def test_an_event_that_is_cleared_reaches_who_waited_and_nobody_else() -> None:
    assert in_every_order(LOST) == {("[True]\n", False), ("", True)}


def test_a_notice_may_go_to_who_has_already_given_up() -> None:
    """Real threading keeps him in the queue until he has the lock again, so that the patient one hears nothing."""
    assert ("[False, False]\n", False) in in_every_order(TIMED_OUT)
