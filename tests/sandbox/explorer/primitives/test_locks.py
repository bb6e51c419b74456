"""Lock and RLock against threading's own."""

import pytest

from tests.sandbox.explorer.primitives.comparing import in_every_order, naturally, really

ALONE = {
    "a free lock is taken once": "l = threading.Lock(); print(l.acquire(), l.locked(), l.acquire(False)); l.release()",
    "a lock is given back": "l = threading.Lock(); l.acquire(); print(l.release(), l.locked())",
    "a free lock cannot be released": "told(threading.Lock().release)",
    "a lock released twice": "l = threading.Lock(); l.acquire(); l.release(); told(l.release)",
    "with tells that it was taken": "with threading.Lock() as got: print(got)",
    "with gives back after an exception": """l = threading.Lock()
try:
    with l: raise KeyError(1)
except KeyError as error: print(error, l.locked())""",
    "a time-out of a held lock passes": "l = threading.Lock(); l.acquire(); print(l.acquire(timeout=0.01))",
    "a time-out of zero": "l = threading.Lock(); print(l.acquire(timeout=0), l.acquire(timeout=0))",
    "by position": "l = threading.Lock(); print(l.acquire(True, 0.01), l.acquire(True, 0.01), l.acquire(False))",
    "by numbers": "l = threading.Lock(); print(l.acquire(1), l.acquire(0))",
    "no time-out without blocking": "told(threading.Lock().acquire, False, 1)",
    "no time-out of zero without blocking": "told(threading.Lock().acquire, blocking=False, timeout=0)",
    "no negative time-out": "told(threading.Lock().acquire, timeout=-2)",
    "minus one is no time-out": "print(threading.Lock().acquire(timeout=-1))",
    "a time-out that is none": "told(threading.Lock().acquire, timeout=None)",
    "a time-out that is text": "told(threading.Lock().acquire, timeout='1')",
    "a time-out beyond all": "told(threading.Lock().acquire, timeout=1e100)",
    "a lock is true": "print(bool(threading.Lock()), bool(threading.RLock()))",
    "locks differ": "a = threading.Lock(); b = threading.Lock(); print(a == b, a == a, len({a, b, a}))",
    "a lock is a Lock": "print(isinstance(threading.Lock(), threading.Lock))",
    "a reentrant lock is none": """try: print(isinstance(threading.RLock(), threading.Lock))
except TypeError as error: print(error)""",
    "an unknown attribute": "told(lambda: threading.Lock().unknown)",
    "no attributes of one's own": """l = threading.Lock()
try: l.mine = 1
except AttributeError: print('AttributeError')""",
    "how a lock looks": """l = threading.Lock(); print(repr(l).split(' at ')[0]); l.acquire()
print(str(l).split(' at ')[0])""",
    "a lock cannot be copied": "import copy; told(copy.copy, threading.Lock()); told(copy.deepcopy, threading.RLock())",
    "an RLock is taken again": """l = threading.RLock(); print(l.acquire(), l.acquire(), l.acquire(False))
l.release(); l.release(); l.release(); told(l.release)""",
    "an RLock within itself": """l = threading.RLock()
with l:
    with l as got: print(got)""",
    "a free RLock cannot be released": "told(threading.RLock().release)",
    "an RLock with a time-out": "l = threading.RLock(); print(l.acquire(timeout=1), l.acquire(True, 1)); l.release()",
    "an RLock's wrong time-outs": """l = threading.RLock(); told(l.acquire, False, 1); told(l.acquire, timeout=-3)
told(l.acquire, timeout=None)""",
    "how an RLock looks": "l = threading.RLock(); print(repr(l).split(' owner')[0]); l.acquire(); print(repr(l)[:8])",
    "the longest time-out": "print(threading.TIMEOUT_MAX, threading.Lock().acquire(timeout=threading.TIMEOUT_MAX))",
    "a lock cannot be inherited from": """try:
    class Mine(threading.Lock): pass
except TypeError: print('TypeError')""",
    "the old names": """l = threading.Lock(); print(l.acquire_lock(), l.locked_lock()); l.release_lock()
print(l.locked())""",
}
SHARED = {
    "another thread may release a lock": """l = threading.Lock(); l.acquire()
t = threading.Thread(target=l.release); t.start(); print(l.acquire()); t.join()""",
    "no other thread may release an RLock": """l = threading.RLock(); l.acquire()
t = threading.Thread(target=told, args=(l.release,)); t.start(); t.join()""",
    "an RLock is one thread's": """l = threading.RLock(); l.acquire(); found = []
def other(): found.append(l.acquire(False)); found.append(l.acquire(timeout=0.01))
t = threading.Thread(target=other); t.start(); t.join(); print(found); l.release()
t = threading.Thread(target=other); t.start(); t.join(); print(found)""",
    "an RLock stays taken until the last release": """l = threading.RLock(); found = []
l.acquire(); l.acquire(); l.release()
t = threading.Thread(target=lambda: found.append(l.acquire(False))); t.start(); t.join(); print(found)""",
    "a lock keeps others out": """l = threading.Lock(); n = 0
def add():
    global n
    for _ in range(2):
        with l: n = n + 1
ts = [threading.Thread(target=add) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(n)""",
}
BY_ORDER = {
    "whoever comes first takes it": """l = threading.Lock(); found = []
def tries(name): found.append((name, l.acquire(False)))
ts = [threading.Thread(target=tries, args=(n,)) for n in 'ab']
for t in ts: t.start()
for t in ts: t.join()
print(sorted(found))""",
    "a release by another, and again by its owner": """l = threading.Lock(); l.acquire(); found = []
def release(name):
    try: l.release(); found.append((name, 'released'))
    except RuntimeError: found.append((name, 'free'))
def take(): l.acquire(); found.append('taken')
b = threading.Thread(target=release, args=('b',)); c = threading.Thread(target=take)
b.start(); c.start(); release('a'); b.join(); c.join(); print(sorted(map(str, found)), l.locked())""",
}


@pytest.mark.parametrize("source", [*ALONE.values(), *SHARED.values()], ids=[*ALONE, *SHARED])
def test_the_explorer_prints_what_python_does(source: str) -> None:
    assert naturally(source) == really(source)


@pytest.mark.parametrize("source", SHARED.values(), ids=SHARED)
def test_no_order_prints_anything_else(source: str) -> None:
    assert in_every_order(source) == {really(source)}


@pytest.mark.parametrize("source", BY_ORDER.values(), ids=BY_ORDER)
def test_what_python_printed_is_among_the_orders(source: str) -> None:
    assert really(source) in in_every_order(source)
