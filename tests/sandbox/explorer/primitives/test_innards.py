"""What a program may not reach: the real primitives have innards that ours have not, or have otherwise."""

import pytest

from sandbox.inside.explorer.world.world import Refused
from tests.sandbox.explorer.primitives.comparing import naturally, really

REFUSED = {
    "a semaphore's count": "print(threading.Semaphore(2)._value)",
    "a queue's items": "q = queue.Queue(); q.put(1); print(list(q.queue))",
    "a queue's lock": "q = queue.Queue()\nwith q.mutex: pass",
    "a pool's queue": "print(ThreadPoolExecutor(1)._work_queue)",
    "a future's state": "print(Future()._state)",
    "a queue that keeps its items otherwise": """class Odd(queue.Queue):
    def _init(self, maxsize): self.queue = set()""",
    "a condition over something else": "threading.Condition(threading.Semaphore())",
    "a function put in place of sleep": "time.sleep = lambda seconds: None",
    "a hook for exceptions": "threading.excepthook = print",
    "what the lab has not": "threading.settrace(None)",
}
TAKEN = {
    "names of one's own": """class Mine(threading.Thread):
    def __init__(self): super().__init__(); self._value = 3
print(Mine()._value)""",
    "a private name of another's": "class Mine: _value = 3\nprint(Mine()._value, Mine._value)",
    "what no module has": "told(lambda: threading.no_such_thing); told(lambda: time.no_such_thing)",
}


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED)
def test_what_reaches_inside_is_refused_rather_than_judged(source: str) -> None:
    with pytest.raises(Refused):
        naturally(source)


@pytest.mark.parametrize("source", TAKEN.values(), ids=TAKEN)
def test_what_does_not_is_taken(source: str) -> None:
    assert naturally(source) == really(source)
