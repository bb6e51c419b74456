"""time against time's own, as far as virtual time can be like it."""

import pytest

from tests.sandbox.explorer.primitives.comparing import in_every_order, naturally, really

ALONE = {
    "no negative sleep": "told(time.sleep, -1); told(time.sleep, -0.5)",
    "no sleep of another kind": "told(time.sleep, 'x'); told(time.sleep, None)",
    "no sleep without a number": "told(time.sleep, float('nan'))",
    "sleep of nothing": "print(time.sleep(0), time.sleep(0.0), time.sleep(True - 1), time.sleep(-0.0))",
    "what sleeping takes": """for clock in (time.monotonic, time.perf_counter, time.time):
    begun = clock(); time.sleep(0.02); print(0.019 <= clock() - begun < 5)""",
    "clocks do not go back": "a = time.monotonic(); b = time.monotonic(); print(b >= a, type(a).__name__)",
    "in whole nanoseconds": """print([type(each()).__name__ for each in (time.time_ns, time.monotonic_ns,
    time.perf_counter_ns)])
print(time.time_ns() > 10**18, time.time() > 10**9)""",
    "what a time-out takes": """q = queue.Queue(); begun = time.monotonic(); told(q.get, timeout=0.05)
print(0.04 < time.monotonic() - begun < 5)""",
    "the day": """print(len(time.localtime()), time.gmtime(0)[:3], time.strftime('%Y', time.gmtime(0)),
    len(time.ctime()))""",
    "a deadline": """until = time.monotonic() + 0.02
while time.monotonic() < until: pass
print('over')""",
}
SLEEPERS = {
    "the shorter sleep ends first": """found = []
def sleeper(seconds): time.sleep(seconds); found.append(seconds)
ts = [threading.Thread(target=sleeper, args=(s,)) for s in (0.3, 0.1, 0.2)]
for t in ts: t.start()
for t in ts: t.join()
print(found)""",
    "sleeps go on side by side": """begun = time.monotonic()
ts = [threading.Thread(target=time.sleep, args=(0.2,)) for _ in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(0.19 < time.monotonic() - begun < 0.55)""",
    "what was waited for is there before the time is over": """q = queue.Queue(); found = []
t = threading.Thread(target=lambda: found.append(q.get(timeout=5))); t.start(); q.put(1); time.sleep(0.2)
print(found)""",
    "a lock comes before its time-out": """l = threading.Lock(); l.acquire(); found = []
t = threading.Thread(target=lambda: found.append(l.acquire(timeout=5))); t.start(); l.release(); time.sleep(0.2)
print(found)""",
    "an event comes before its time-out": """e = threading.Event(); found = []
t = threading.Thread(target=lambda: found.append(e.wait(5))); t.start(); e.set(); time.sleep(0.2); print(found)""",
    "a future comes before its time-out": """f = Future(); found = []
t = threading.Thread(target=lambda: found.append(f.result(5))); t.start(); f.set_result(3); time.sleep(0.2)
print(found)""",
}
APART = """found = []
def sleeper(s): begun = time.monotonic(); time.sleep(s); found.append(time.monotonic() - begun < s + 0.5)
ts = [threading.Thread(target=sleeper, args=(s,)) for s in (1, 3)]
for t in ts: t.start()
for t in ts: t.join()
print(found)"""


@pytest.mark.parametrize("source", [*ALONE.values(), *SLEEPERS.values()], ids=[*ALONE, *SLEEPERS])
def test_the_explorer_prints_what_python_does(source: str) -> None:
    assert naturally(source) == really(source)


def test_no_sleep_promises_an_order() -> None:
    assert len(in_every_order(SLEEPERS["the shorter sleep ends first"])) == 6


def test_no_thread_sees_by_its_clock_that_another_slept() -> None:
    """Or two sleeps, which touch nothing together, would depend on their order without a step that says so."""
    assert in_every_order(APART) == {("[True, True]\n", False)}
