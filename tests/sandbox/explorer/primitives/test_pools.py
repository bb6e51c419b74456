"""ThreadPoolExecutor against concurrent.futures' own."""

import pytest

from tests.sandbox.explorer.primitives.comparing import in_every_order, naturally, really

ALONE = {
    "no workers": "told(ThreadPoolExecutor, 0); told(ThreadPoolExecutor, max_workers=-1)",
    "an initializer that is none": "told(ThreadPoolExecutor, 1, initializer=3)",
    "submit": """with ThreadPoolExecutor(1) as pool: f = pool.submit(pow, 2, 5); g = pool.submit(int, '11', base=2)
print(f.result(), g.result(), f.done())""",
    "a task that fails": """with ThreadPoolExecutor(1) as pool: f = pool.submit(int, 'x')
told(f.result); print(type(f.exception()).__name__)""",
    "a task that leaves": """def leaves(): raise SystemExit(3)
with ThreadPoolExecutor(1) as pool: f = pool.submit(leaves); g = pool.submit(int)
print(repr(f.exception()), g.result())""",
    "an argument called fn": """def work(fn, self): return fn, self
with ThreadPoolExecutor(1) as pool: print(pool.submit(work, fn=1, self=2).result())""",
    "map": "with ThreadPoolExecutor(2) as pool: print(list(pool.map(pow, (2, 3, 4), (5, 2))), list(pool.map(int, [])))",
    "map with chunks": """with ThreadPoolExecutor(2) as pool: print(list(pool.map(str, range(3), timeout=5,
    chunksize=2)))""",
    "map begins at once": """with ThreadPoolExecutor(1) as pool: results = pool.map(print, ('a', 'b'))
print('after'); print(next(results))""",
    "map where one fails": """with ThreadPoolExecutor(1) as pool:
    results = pool.map(int, ('1', 'x', '3')); print(next(results)); told(next, results); told(next, results, 'end')""",
    "map that is late": """with ThreadPoolExecutor(1) as pool:
    results = pool.map(time.sleep, (0, 0.2), timeout=0.05); print(next(results)); told(next, results)""",
    "map that is let go": """done = []
def work(n): time.sleep(0.03); done.append(n)
with ThreadPoolExecutor(1) as pool: results = pool.map(work, range(9)); next(results); results.close()
print(len(done) < 9)""",
    "after shutdown": """p = ThreadPoolExecutor(1); p.shutdown(); told(p.submit, int); told(p.map, int, '12')
p.shutdown()""",
    "map of nothing after shutdown": "p = ThreadPoolExecutor(1); p.shutdown(); print(list(p.map(int, [])))",
    "with gives the pool": """p = ThreadPoolExecutor(1)
with p as q: print(p is q)
told(p.submit, int)""",
    "shutdown waits": """done = []
p = ThreadPoolExecutor(2); fs = [p.submit(done.append, n) for n in range(3)]; p.shutdown()
print(sorted(done), all(f.done() for f in fs))""",
    "shutdown and cancel": """e = threading.Event()
p = ThreadPoolExecutor(1); fs = [p.submit(e.wait), p.submit(int), p.submit(int)]; time.sleep(0.05)
p.shutdown(wait=False, cancel_futures=True); print([f.cancelled() for f in fs]); e.set(); p.shutdown()
print(fs[0].result(), [f.cancelled() for f in fs])""",
    "cancel what has not begun": """e = threading.Event()
with ThreadPoolExecutor(1) as p: f, g = p.submit(e.wait), p.submit(int); time.sleep(0.05); print(f.cancel(),
    g.cancel()); e.set()
print(f.result(), g.cancelled()); told(g.result)""",
    "an initializer": """begun = []
with ThreadPoolExecutor(1, initializer=begun.append,
    initargs=(7,)) as p: print(p.submit(lambda: list(begun)).result())""",
    "an initializer that fails": """def fails(): raise ValueError('no')
p = ThreadPoolExecutor(1, initializer=fails); f = p.submit(int); told(f.result); time.sleep(0.05); told(p.submit, int)
print(isinstance(f.exception(), BrokenExecutor), isinstance(f.exception(), RuntimeError)); p.shutdown()""",
    "names by a prefix": """def name(): return threading.current_thread().name
with ThreadPoolExecutor(1, thread_name_prefix='worker') as p: print(p.submit(name).result(),
    p.submit(name).result())""",
    "names by number": """def name(): return threading.current_thread().name
for prefix in ('', 'own', ''):
    with ThreadPoolExecutor(1, prefix) as p: print(p.submit(name).result())""",
    "threads start as work comes": """p = ThreadPoolExecutor(3); print(threading.active_count())
for _ in range(2): p.submit(int).result(); time.sleep(0.05); print(threading.active_count())
e = threading.Event(); fs = [p.submit(e.wait) for _ in range(5)]; print(threading.active_count()); e.set(); p.shutdown()
print(threading.active_count())""",
    "as many as there may be by default": """p = ThreadPoolExecutor(); e = threading.Event()
fs = [p.submit(e.wait) for _ in range(40)]; print(threading.active_count()); e.set(); p.shutdown()""",
    "the end waits for pools": "ThreadPoolExecutor(1).submit(lambda: (time.sleep(0.02), print('done')))",
    "the end waits for pools that were shut down": """p = ThreadPoolExecutor(1); p.submit(time.sleep, 0.02)
p.submit(print, 'done')
p.shutdown(wait=False); print('last line')""",
    "too late to submit": """p = ThreadPoolExecutor(1)
def late(): time.sleep(0.1); told(p.submit, int)
threading.Thread(target=late).start()""",
    "a pool is an executor": "print(issubclass(ThreadPoolExecutor, Executor), bool(ThreadPoolExecutor(1)))",
    "pools cannot be copied": "import copy; told(copy.deepcopy, ThreadPoolExecutor(1))",
    "a pool of one's own": """class Mine(ThreadPoolExecutor):
    def submit(self, fn, /, *args, **kwargs): print('mine'); return super().submit(fn, *args, **kwargs)
with Mine(1) as p: print(list(p.map(abs, (-1, 2))))""",
    "submit within a task": """with ThreadPoolExecutor(2) as p: print(p.submit(lambda: p.submit(abs,
    -4).result()).result())""",
    "wait and as_completed": """with ThreadPoolExecutor(2) as p:
    fs = [p.submit(time.sleep, s) for s in (0.2, 0.01)]; print([fs.index(f) for f in as_completed(fs)])
    done, left = wait(fs); print(len(done), len(left))""",
}
SHARED = {
    "results are each one's own": """with ThreadPoolExecutor(2) as p: print([f.result() for f in [p.submit(abs, -n)
    for n in (1, 2)]])""",
    "map keeps the order": "with ThreadPoolExecutor(2) as p: print(list(p.map(abs, (-1, -2))))",
    "one worker keeps the order": """found = []
with ThreadPoolExecutor(1) as p: p.submit(found.append, 1); p.submit(found.append, 2)
print(found)""",
    "a callback": """found = []
with ThreadPoolExecutor(1) as p: p.submit(abs, -3).add_done_callback(lambda f: found.append(f.result()))
print(found)""",
    "an initializer for each": """begun = []
with ThreadPoolExecutor(1, initializer=begun.append, initargs=(1,)) as p: f = p.submit(len, begun)
print(f.result(), begun)""",
}
BY_ORDER = {
    "which worker": """def name(): return threading.current_thread().name
with ThreadPoolExecutor(2) as p: fs = [p.submit(name) for _ in range(2)]
print(sorted(f.result() for f in fs))""",
    "begun or cancelled": """with ThreadPoolExecutor(1) as p: f = p.submit(int); print(f.cancel())""",
    "two results in a list": """found = []
with ThreadPoolExecutor(2) as p: p.submit(found.append, 1); p.submit(found.append, 2)
print(found)""",
    "shut down while another submits": """p = ThreadPoolExecutor(1); found = []
def submit():
    try: found.append(p.submit(int).result())
    except RuntimeError as error: found.append(str(error))
t = threading.Thread(target=submit); t.start(); p.shutdown(); t.join(); print(found)""",
    "an initializer that fails, and a second task": """def fails(): raise ValueError('no')
p = ThreadPoolExecutor(1, initializer=fails); found = []
for _ in range(2):
    try: found.append(str(p.submit(int)).split('state')[0][:7])
    except BrokenExecutor: found.append('broken')
p.shutdown(); print(found)""",
}
ONE_WAITS_FOR_THE_OTHER = """with ThreadPoolExecutor(1) as p: print(p.submit(lambda: p.submit(abs,
    -4).result()).result())"""


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


def test_a_task_that_waits_for_one_behind_it_waits_for_ever() -> None:
    assert in_every_order(ONE_WAITS_FOR_THE_OTHER) == {("", True)}
