"""Future, wait and as_completed against concurrent.futures' own."""

import pytest

from tests.sandbox.explorer.primitives.comparing import in_every_order, naturally, really

ALONE = {
    "a result": """f = Future(); print(f.done(), f.running(), f.cancelled()); f.set_result(3)
print(f.result(), f.done())""",
    "an exception": """f = Future(); f.set_exception(ValueError('bad')); told(f.result)
print(repr(f.exception()), f.done())
told(f.result, timeout=1)""",
    "the same exception again": """f = Future(); e = KeyError(1); f.set_exception(e)
print(f.exception() is e, f.exception(0) is e)""",
    "nothing went wrong": "f = Future(); f.set_result(None); print(f.exception(), f.result())",
    "a time-out": """f = Future(); told(f.result, 0.01); told(f.exception, timeout=0.01); told(f.result, 0)
told(f.result, -1)""",
    "cancel": "f = Future(); print(f.cancel(), f.cancelled(), f.done(), f.cancel()); told(f.result); told(f.exception)",
    "a cancelled one does not begin": """f = Future(); f.cancel()
print(f.set_running_or_notify_cancel(), f.cancelled())
told(f.set_running_or_notify_cancel)""",
    "a running one is not cancelled": """f = Future(); print(f.set_running_or_notify_cancel(), f.running(), f.cancel())
told(f.set_running_or_notify_cancel); f.set_result(1); print(f.cancel(), f.running(), f.done())""",
    "two results": """f = Future(); f.set_result(1)
try: f.set_result(2)
except InvalidStateError as error: print(str(error).split(' at ')[0], str(error).split('state')[1])""",
    "a result of what is cancelled": """f = Future(); f.cancel()
try: f.set_exception(KeyError())
except InvalidStateError as error: print(str(error).split(' at ')[0], str(error).split('state')[1])""",
    "callbacks in order": """f = Future(); [f.add_done_callback(lambda f, n=n: print(n, f.result())) for n in range(3)]
print('now'); f.set_result('r'); f.add_done_callback(lambda f: print('late', f.done()))""",
    "callbacks of a cancelled one": """f = Future(); f.add_done_callback(lambda f: print(f.cancelled())); f.cancel()
f.cancel()""",
    "a callback that fails": """f = Future(); f.add_done_callback(lambda f: 1 / 0)
f.add_done_callback(lambda f: print('second'))
f.set_result(1); f.add_done_callback(lambda f: 1 / 0); print('after')""",
    "the same callback twice": """f = Future(); c = lambda f: print('c'); f.add_done_callback(c)
f.add_done_callback(c); f.set_result(1)""",
    "a callback that adds one": """f = Future()
f.add_done_callback(lambda f: f.add_done_callback(lambda f: print('inner'))); f.set_result(1); print('after')""",
    "how futures look": """f, g, h, i = Future(), Future(), Future(), Future(); f.set_result([1])
g.set_exception(KeyError()); h.cancel()
i.set_running_or_notify_cancel()
for each in (f, g, h, i, Future()): print(repr(each).split(' at ')[0], repr(each).split('state=')[1])
h.set_running_or_notify_cancel(); print(repr(h).split('state=')[1])""",
    "a future cannot be copied": "import copy; told(copy.deepcopy, Future())",
    "a type with a result": "f: 'Future[int]' = Future[int](); f.set_result(1); print(f.result())",
    "wait for nothing": "print(wait([])); print(*wait([], return_when=FIRST_COMPLETED)); print(list(as_completed([])))",
    "wait for what is done": """f, g = Future(), Future(); f.set_result(1); g.set_exception(KeyError())
done, left = wait([f, g, f]); print(len(done), len(left), done == {f, g})
print(wait([f]).done == {f}, wait({g}).not_done)""",
    "wait with a time-out": """f, g = Future(), Future(); f.set_result(1); done, left = wait([f, g], timeout=0.01)
print(done == {f}, left == {g}); print(wait([g], 0).not_done == {g})""",
    "wait for the first": """f, g = Future(), Future(); f.set_result(1)
print(wait([f, g], return_when=FIRST_COMPLETED).done == {f}); print(len(wait([g], 0.01, FIRST_COMPLETED).done))""",
    "wait for the first exception": """f, g, h = Future(), Future(), Future(); f.set_exception(KeyError())
h.set_result(1)
print(len(wait([f, g], return_when=FIRST_EXCEPTION).done), len(wait([h, g], 0.01, FIRST_EXCEPTION).done))""",
    "wait for what does not exist": """told(wait, [Future()], 0.01, 'SOMETIME')
told(lambda: len(wait([], return_when='NEVER').done))""",
    "wait for what is cancelled and not told": """f = Future(); f.cancel(); print(len(wait([f], 0.01).done))
f.set_running_or_notify_cancel(); print(len(wait([f], 0.01).done), len(list(as_completed([f]))))""",
    "as_completed takes each once": """f = Future(); f.set_result(1)
print([x.result() for x in as_completed([f, f, f])])""",
    "as_completed and a time-out": """f, g = Future(), Future(); f.set_result(1); found = []
try:
    for each in as_completed([f, g], timeout=0.01): found.append(each is f)
except TimeoutError as error: print(found, error)""",
    "as_completed and a late reader": """f, g = Future(), Future(); f.set_result(1); found = []
try:
    for each in as_completed([f, g], timeout=0.02): found.append(each is f); time.sleep(0.05); g.set_result(2)
except TimeoutError as error: print(found, error)""",
    "the errors": "print(issubclass(CancelledError, Exception), TimeoutError.__name__, InvalidStateError.__name__)",
}
SHARED = {
    "a result from another thread": """f = Future(); found = []
t = threading.Thread(target=f.set_result, args=(5,)); t.start(); print(f.result(), f.done()); t.join()""",
    "an exception from another thread": """f = Future()
t = threading.Thread(target=f.set_exception, args=(KeyError(5),)); t.start(); told(f.result); t.join()""",
    "a cancelling from another thread": """f = Future()
t = threading.Thread(target=f.cancel); t.start(); told(f.result); t.join()""",
    "wait for two from two": """fs = [Future(), Future()]
ts = [threading.Thread(target=f.set_result, args=(n,)) for n, f in enumerate(fs)]
for t in ts: t.start()
done, left = wait(fs); print(sorted(f.result() for f in done), len(left))
for t in ts: t.join()""",
    "as_completed of two from two": """fs = [Future(), Future()]
ts = [threading.Thread(target=f.set_result, args=(n,)) for n, f in enumerate(fs)]
for t in ts: t.start()
print(sorted(f.result() for f in as_completed(fs)))
for t in ts: t.join()""",
    "each callback is called once": """f = Future(); found = []
t = threading.Thread(target=f.set_result, args=(5,)); t.start()
f.add_done_callback(lambda f: found.append(f.result())); t.join(); print(found)""",
}
BY_ORDER = {
    "cancelled or begun": """f = Future(); found = []
t = threading.Thread(target=lambda: found.append(f.set_running_or_notify_cancel())); t.start(); found.append(f.cancel())
t.join(); print(sorted(found), f.cancelled())""",
    "the first of two": """fs = [Future(), Future()]
ts = [threading.Thread(target=f.set_result, args=(n,)) for n, f in enumerate(fs)]
for t in ts: t.start()
print(sorted(f.result() for f in wait(fs, return_when=FIRST_COMPLETED).done))
for t in ts: t.join()""",
    "in the order of completion": """fs = [Future(), Future()]
ts = [threading.Thread(target=f.set_result, args=(n,)) for n, f in enumerate(fs)]
for t in ts: t.start()
print([f.result() for f in as_completed(fs)])
for t in ts: t.join()""",
    "who calls back": """f = Future(); found = []
t = threading.Thread(target=f.set_result, args=(5,), name='t'); t.start()
f.add_done_callback(lambda f: found.append(threading.current_thread().name)); t.join(); print(found)""",
    "a result before its time-out": """f = Future(); found = []
t = threading.Thread(target=f.set_result, args=(5,)); t.start()
try: found.append(f.result(0.001))
except TimeoutError: found.append('late')
t.join(); print(found)""",
}


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
