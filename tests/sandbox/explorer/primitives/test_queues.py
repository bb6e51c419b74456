"""The kinds of queues against queue's own."""

import queue

import pytest

from tests.sandbox.explorer.primitives.comparing import in_every_order, naturally, really

KINDS = ("Queue", "LifoQueue", "PriorityQueue")
EVERY_KIND = {
    "order": "q = K(); [q.put(n) for n in (3, 1, 2)]; print([q.get() for _ in range(3)])",
    "empty": "q = K(); told(q.get, False); told(q.get_nowait); told(q.get, timeout=0.01); told(q.get, True, 0)",
    "full": """q = K(2); q.put(1); q.put_nowait(2); print(q.full(), q.qsize())
told(q.put, 3, False); told(q.put_nowait, 3); told(q.put, 3, timeout=0.01); told(q.put, 3, True, 0)
print(q.qsize())""",
    "looking": """q = K(maxsize=1); print(q.empty(), q.full(), q.qsize(), q.maxsize); q.put(1)
print(q.empty(), q.full())""",
    "no bound": "q = K(-1); [q.put(n) for n in range(20)]; print(q.full(), q.qsize(), K().full())",
    "negative time-outs": "q = K(1); told(q.get, timeout=-1); told(q.put, 1, timeout=-1); told(q.get, False, -1)",
    "a negative time-out without a bound": "q = K(); told(q.put, 1, timeout=-1); print(q.qsize())",
    "done too often": "q = K(); told(q.task_done); q.put(1); q.get(); told(q.task_done); told(q.task_done)",
    "join of nothing": "q = K(); print(q.join(), q.unfinished_tasks); q.put(1); print(q.unfinished_tasks)",
    "a type with items": "q: queue.Queue[int] = queue.K[int](3); print(q.maxsize)",
    "kinds": "print(isinstance(K(), queue.Queue), bool(K()), queue.K.__name__)",
    "an unknown attribute": "told(lambda: K().unknown)",
    "shut down while empty": """q = K(); told(q.shutdown); told(q.get); told(q.put, 1); told(q.get_nowait)
told(q.put_nowait, 1)""",
    "shut down with items": """q = K(); q.put(1); q.put(2); told(q.shutdown); told(q.put, 3); told(q.get)
told(q.get, False)
told(q.get, timeout=1)""",
    "shut down at once": """q = K(); q.put(1); q.put(2); q.get(); told(q.shutdown, immediate=True); told(q.get)
told(q.qsize)
told(lambda: q.unfinished_tasks); told(q.task_done); told(q.join)""",
    "shut down twice": """q = K(); q.put(1); told(q.shutdown); told(q.shutdown, True); told(q.get)
told(lambda: q.is_shutdown)""",
}
ALONE = {
    "priorities by pairs": """q = queue.PriorityQueue(); [q.put(p) for p in ((2, 'b'), (1, 'z'), (1, 'a'))]
print([q.get() for _ in range(3)])""",
    "what cannot be compared": """q = queue.PriorityQueue(); q.put(1); told(q.put, 'a'); print(q.unfinished_tasks)""",
    "a simple queue": """q = queue.SimpleQueue(); q.put(1); q.put_nowait(2)
print(q.qsize(), q.empty(), q.get(), q.get_nowait())
told(q.get, False); told(q.get, timeout=0.01); told(q.get_nowait); told(q.get, timeout=-1); print(q.empty())""",
    "a simple queue has no bound": """q = queue.SimpleQueue(); q.put(1, False, -3); q.put(2, block=True, timeout=1)
print(q.qsize(), isinstance(q, queue.Queue))
print([hasattr(q, n) for n in ('full', 'join', 'task_done', 'maxsize')])""",
    "exceptions": "print(queue.Empty.__name__, queue.Full.__name__, issubclass(queue.Full, Exception))",
    "queues cannot be copied": "import copy; told(copy.deepcopy, queue.Queue()); told(copy.copy, queue.SimpleQueue())",
    "a queue of one's own": """class Counting(queue.Queue):
    def __init__(self): super().__init__(2); self.count = 0
    def put(self, item, block=True, timeout=None): self.count += 1; super().put(item, block, timeout)
q = Counting(); q.put(1); q.put_nowait(2); told(q.put_nowait, 3); print(q.count, q.get(), q.maxsize)""",
}
SHARED = {
    "a producer and a consumer": """q = queue.Queue(1); found = []
def consume():
    while (n := q.get()) is not None: found.append(n)
t = threading.Thread(target=consume); t.start()
for n in (1, 2, None): q.put(n)
t.join(); print(found)""",
    "join waits for what is done": """q = queue.Queue(); found = []
def work():
    while True: found.append(q.get()); q.task_done()
t = threading.Thread(target=work, daemon=True); t.start(); q.put(1); q.put(2); q.join(); print(found)""",
    "a simple queue between two": """q = queue.SimpleQueue(); found = []
t = threading.Thread(target=lambda: found.append(q.get())); t.start(); q.put(5); t.join(); print(found)""",
    "items that compare with each other": """q = queue.PriorityQueue(); found = []
class Job:
    def __init__(self, rank): self.rank = rank
    def __lt__(self, other): return self.rank < other.rank
def put(rank): q.put(Job(rank))
ts = [threading.Thread(target=put, args=(rank,)) for rank in (2, 1)]
for t in ts: t.start()
for t in ts: t.join()
print([q.get().rank for _ in ts])""",
}
SHUT = {
    "who waits for an item hears of the end": """q = queue.Queue(); found = []
def get():
    try: found.append(q.get())
    except queue.ShutDown: found.append('shut')
t = threading.Thread(target=get); t.start(); q.shutdown(); t.join(); print(found)""",
    "who waits for room hears of the end": """q = queue.Queue(1); q.put(1); found = []
def put():
    try: q.put(2)
    except queue.ShutDown: found.append('shut')
t = threading.Thread(target=put); t.start(); q.shutdown(); t.join(); print(found, q.get())""",
}
BY_ORDER = {
    "two consumers": """q = queue.Queue(); found = []
def get(name): found.append((name, q.get()))
ts = [threading.Thread(target=get, args=(n,)) for n in 'ab']
for t in ts: t.start()
q.put(1); q.put(2)
for t in ts: t.join()
print(sorted(found))""",
    "a time-out of get": """q = queue.Queue(); found = []
def get():
    try: found.append(q.get(timeout=0.001))
    except queue.Empty: found.append('empty')
t = threading.Thread(target=get); t.start(); q.put(1); t.join(); print(found)""",
    "asking whether it is empty": """q = queue.Queue(); found = []
t = threading.Thread(target=q.put, args=(1,)); t.start(); found.append(q.empty()); t.join(); print(found)""",
    "counting what is not done": """q = queue.Queue(); q.put(1); found = []
t = threading.Thread(target=q.task_done); t.start(); found.append(q.unfinished_tasks); t.join(); print(found)""",
}
OF_EVERY_KIND = {
    f"{kind}: {name}": source.replace("queue.K", f"queue.{kind}").replace("K(", f"queue.{kind}(")
    for kind in KINDS
    for name, source in EVERY_KIND.items()
}


@pytest.mark.parametrize("source", [*OF_EVERY_KIND.values(), *ALONE.values()], ids=[*OF_EVERY_KIND, *ALONE])
def test_the_explorer_prints_what_python_does(source: str) -> None:
    assert naturally(source) == really(source)


@pytest.mark.parametrize("source", [*SHARED.values(), *SHUT.values()], ids=[*SHARED, *SHUT])
def test_no_order_prints_anything_else(source: str) -> None:
    if source in SHUT.values() and not hasattr(queue, "ShutDown"):
        pytest.skip("queues cannot be shut down before Python 3.13")
    assert naturally(source) == really(source)
    assert in_every_order(source) == {really(source)}


@pytest.mark.parametrize("source", BY_ORDER.values(), ids=BY_ORDER)
def test_what_python_printed_is_among_the_orders(source: str) -> None:
    orders = in_every_order(source)
    assert really(source) in orders
    assert len(orders) > 1
