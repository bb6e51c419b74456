"""Thread, Timer and local against threading's own."""

import pytest

from tests.sandbox.explorer.primitives.comparing import in_every_order, naturally, really

ALONE = {
    "no groups": "told(threading.Thread, 1)",
    "join before start": "told(threading.Thread().join)",
    "join oneself": "told(threading.current_thread().join)",
    "start twice": "t = threading.Thread(); t.start(); told(t.start); t.join(); told(t.start)",
    "join twice": "t = threading.Thread(); t.start(); print(t.join(), t.join(), t.join(0.1), t.join(-1))",
    "without a target": "t = threading.Thread(); t.start(); t.join(); print(t.is_alive())",
    "arguments": "t = threading.Thread(None, print, None, (1, 2), {'sep': '-'}); t.start(); t.join()",
    "arguments that are none": """def target(): pass
t = threading.Thread(target=target, args=3); t.start(); t.join()""",
    "a list of arguments": "t = threading.Thread(target=print, args=[1, 2]); t.start(); t.join()",
    "too many arguments": "t = threading.Thread(target=lambda: 0, args=(1,)); t.start(); t.join(); print('after')",
    "names are counted": """def work(): pass
class Callable:
    def __call__(self): pass
a, b, c = threading.Thread(), threading.Thread(target=work), threading.Thread(target=lambda: 0)
d, e, f = threading.Thread(name='own'), threading.Thread(target=Callable()), threading.Thread(name='')
print([t.name for t in (a, b, c, d, e, f)]); print(threading.Timer(0, work).name)""",
    "a name that is a number": "print(repr(threading.Thread(name=3).name))",
    "a new name": "t = threading.Thread(); t.name = 5; print(repr(t.name), t.getName()); t.setName('x'); print(t.name)",
    "how threads look": """t = threading.Thread(name='n'); print(t); t.daemon = True; print(t); t.start(); t.join()
print(repr(t).rsplit(' ', 1)[0]); print(repr(threading.main_thread()).rsplit(' ', 1)[0])""",
    "the life of a thread": """t = threading.Thread(target=time.sleep, args=(0.01,)); print(t.is_alive(), t.ident)
t.start()
print(t.is_alive(), t.ident is not None, t.native_id is not None); t.join()
print(t.is_alive(), t.ident is not None)""",
    "daemons": """t = threading.Thread(daemon=True); print(t.daemon, t.isDaemon()); t.daemon = False; print(t.daemon)
t.start(); told(setattr, t, 'daemon', True); t.join(); told(setattr, t, 'daemon', True); told(t.setDaemon, 1)""",
    "daemons beget daemons": """found = []
def parent(): found.append((threading.Thread().daemon, threading.Thread(daemon=False).daemon))
t = threading.Thread(target=parent, daemon=True); t.start(); t.join(); print(found, threading.Thread().daemon)""",
    "the main thread": """m = threading.main_thread()
print(m is threading.current_thread(), m.name, m.daemon, m.is_alive())
print(type(m).__name__, isinstance(m, threading.Thread), m.ident == threading.get_ident())""",
    "the main thread is not begun again": "told(threading.main_thread().start)",
    "who is here": """print([t.name for t in threading.enumerate()], threading.active_count())
t = threading.Thread(target=time.sleep, args=(0.05,), name='t'); t.start()
print([t.name for t in threading.enumerate()], threading.active_count()); t.join(); print(threading.activeCount())""",
    "current_thread within": """found = []
t = threading.Thread(target=lambda: found.append(threading.current_thread())); t.start(); t.join()
print(found[0] is t, threading.currentThread().name)""",
    "idents differ": """found = []
t = threading.Thread(target=lambda: found.append(threading.get_ident())); t.start(); t.join()
print(found[0] == t.ident, found[0] != threading.get_ident())""",
    "run without a thread": "t = threading.Thread(target=print, args=(1,)); t.run(); told(t.run)",
    "a subclass that overrides run": """class Mine(threading.Thread):
    def __init__(self, n): super().__init__(name=f'mine-{n}'); self.n = n; self.result = None
    def run(self): self.result = self.n * 2
t = Mine(4); t.start(); t.join(); print(t.result, t.name)""",
    "a subclass that keeps its result": """class Mine(threading.Thread):
    def run(self): self.result = self._target(*self._args, **self._kwargs)
    def join(self, timeout=None): super().join(timeout); return self.result
t = Mine(target=pow, args=(2, 5)); t.start(); print(t.join())""",
    "a subclass that forgets to begin": """class Mine(threading.Thread):
    def __init__(self): pass
t = Mine(); told(t.start); told(t.join); told(t.is_alive); told(lambda: t.name); told(setattr, t, 'name', 'x')
told(setattr, t, 'daemon', True); told(lambda: t.daemon); told(lambda: t.ident); told(repr, t)""",
    "a subclass that names itself too soon": """class Mine(threading.Thread):
    def __init__(self): self.name = 'early'; super().__init__()
told(Mine)""",
    "attributes of one's own": "t = threading.Thread(); t.mine = 3; print(t.mine); told(lambda: t.other)",
    "an exception ends its thread alone": """def fails(): raise ValueError('here')
t = threading.Thread(target=fails); t.start(); t.join(); print(t.is_alive())""",
    "SystemExit ends a thread silently": """def leaves(): raise SystemExit(3)
t = threading.Thread(target=leaves); t.start(); t.join(); print('after')""",
    "any other exception does not": """class Odd(BaseException): pass
def leaves(): raise Odd
t = threading.Thread(target=leaves); t.start(); t.join(); print('after')""",
    "KeyboardInterrupt of the main thread": "print('before'); raise KeyboardInterrupt",
    "ThreadError": "print(threading.ThreadError is RuntimeError)",
    "a function that is not there": "told(lambda: threading.no_such_thing)",
    "a timer": "t = threading.Timer(0.01, print, ['rang'], {'end': '!'}); t.start(); t.join()",
    "a timer cancelled": "t = threading.Timer(9, print); t.start(); t.cancel(); t.join(); print(t.finished.is_set())",
    "a timer cancelled before": "t = threading.Timer(0.01, print, [1]); t.cancel(); t.start(); t.join(); print(t.args)",
    "a timer without arguments": """t = threading.Timer(0.01, print); t.start(); t.join()
print(t.args, t.kwargs, t.interval)""",
    "a timer that repeats": """class Repeats(threading.Timer):
    def run(self):
        while not self.finished.wait(self.interval): self.function(*self.args, **self.kwargs)
rung = []
t = Repeats(0.1, rung.append, [1]); t.start(); time.sleep(0.25); t.cancel(); t.join(); print(len(rung))""",
    "a local": """l = threading.local(); l.x = 1; print(l.x); del l.x; told(lambda: l.x); told(delattr, l, 'x')
print(getattr(l, 'y', 2), hasattr(l, 'y'))""",
    "a local takes no arguments": "told(threading.local, 1); told(threading.local, a=1)",
    "a local of one's own begins with arguments": """class Mine(threading.local):
    kind = 'mine'
    def __init__(self, n, *, step=1): self.n = n * step
    def more(self): self.n += 1; return self.n
    @property
    def double(self): return self.n * 2
    @double.setter
    def double(self, n): self.n = n // 2
l = Mine(3, step=2); l.double = 20; print(l.n, l.more(), l.kind, l.double); told(lambda: l.other)""",
    "a local of one's own with class attributes": """class Mine(threading.local): x = 5
l = Mine(); l.x = 6; print(l.x, Mine.x); del l.x; print(l.x)""",
    "a subclass of local needs __init__ for arguments": """class Mine(threading.local): pass
told(Mine, 1)""",
}
SHARED = {
    "a local is each thread's own": """l = threading.local(); l.x = 'main'; found = []
def work(n): found.append(hasattr(l, 'x')); l.x = n; found.append(l.x == n)
ts = [threading.Thread(target=work, args=(n,)) for n in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(found), l.x)""",
    "a local of one's own begins in each thread": """begun = []
class Mine(threading.local):
    def __init__(self, x): begun.append(1); self.x = x; self.items = []
l = Mine(3); l.x = 4; l.items.append(1); found = []
def work(): found.append((l.x, l.items)); l.x += 1; found.append((l.x, hasattr(l, "y")))
t = threading.Thread(target=work); t.start(); t.join(); print(found, l.x, l.items, len(begun))""",
    "a local that fails to begin": """n = 0
class Mine(threading.local):
    def __init__(self):
        if threading.current_thread().name != 'MainThread': raise ValueError('not here')
l = Mine()
def work(): told(lambda: l.x); told(setattr, l, 'x', 1)
t = threading.Thread(target=work); t.start(); t.join()""",
    "join waits": """found = []
t = threading.Thread(target=found.append, args=(1,)); t.start(); t.join(); print(found, t.is_alive())""",
    "several join one": """found = []
t = threading.Thread(target=found.append, args=(1,)); t.start()
def waits(): t.join(); found.append(2)
u = threading.Thread(target=waits); u.start(); u.join(); print(found)""",
    "a thread starts another": """found = []
def outer():
    t = threading.Thread(target=found.append, args=(1,)); t.start(); t.join(); found.append(2)
t = threading.Thread(target=outer); t.start(); t.join(); print(found, threading.active_count())""",
    "the end waits for threads": """def work(): time.sleep(0.01); print('work')
threading.Thread(target=work).start()""",
}
BY_ORDER = {
    "is it alive": """found = []
t = threading.Thread(target=found.append, args=(1,)); t.start(); alive = t.is_alive(); t.join(); print(alive)""",
    "a name that two know": """t = threading.Thread(name='old'); found = []
def rename(): t.name = 'new'
r = threading.Thread(target=rename); r.start(); found.append(t.name); r.join(); print(found)""",
    "an attribute that two know": """found = []
def work(): threading.current_thread().result = 5
t = threading.Thread(target=work); t.start(); found.append(hasattr(t, 'result')); t.join(); print(found, t.result)""",
    "started by another": """t = threading.Thread(); found = []
s = threading.Thread(target=t.start); s.start()
try: t.join(); found.append('joined')
except RuntimeError as error: found.append(str(error))
s.join(); t.join(); print(found)""",
    "is it alive already": """t = threading.Thread(target=time.sleep, args=(0.01,))
s = threading.Thread(target=t.start); s.start()
alive = t.is_alive(); s.join(); t.join(); print(alive)""",
    "how many are here": """a = threading.Thread(); s = threading.Thread(target=a.start); s.start()
n = threading.active_count()
s.join(); a.join(); print(n)""",
    "a time-out of join": """found = []
t = threading.Thread(target=found.append, args=(1,)); t.start(); t.join(0.001); print(len(found)); t.join()""",
    "a timer or its cancelling": """found = []
t = threading.Timer(0.001, found.append, [1]); t.start(); t.cancel(); t.join(); print(found)""",
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
