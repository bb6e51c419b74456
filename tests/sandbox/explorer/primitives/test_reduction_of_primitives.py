"""Each primitive in small random programs: the reduced search finds what the whole tree of choices does."""

import random
import secrets

import pytest

from sandbox.inside.explorer.program import Program, execute, load
from sandbox.inside.explorer.search.dpor import Dpor
from sandbox.inside.explorer.world.sharing import Revealed, Sharing
from tests.sandbox.explorer.exhaustive import Exhaustive

MOST_ORDERS = 1_500
"""Of one program; one that has more is left out."""
UNSEEN = frozenset(("begin", "exit"))
"""Steps that nobody could mind: done at once, or there were too many orders to try them all."""
LIVES = UNSEEN | {"start", "end", "join"}
"""The same, where nobody asks who is alive."""
OF_LIVES = ("Thread", "Timer", "ThreadPoolExecutor")
BEGINNING = """import threading, queue, time
from concurrent.futures import ThreadPoolExecutor, Future, wait, as_completed
logs = {0: [], 1: [], 2: []}
def tried(mine, act, *args, **kwargs):
    try:
        found = act(*args, **kwargs)
        mine.append(found if isinstance(found, (int, str, list, type(None))) else type(found).__name__)
    except Exception as error:
        mine.append(type(error).__name__)
"""
ACTS = {
    "Lock": (
        "p = threading.Lock()",
        "p.acquire; p.acquire, False; p.acquire, timeout=1; p.locked; p.release; p.release",
    ),
    "RLock": (
        "p = threading.RLock()",
        "p.acquire; p.acquire, False; p.acquire, timeout=1; p.release; p.release",
    ),
    "Semaphore": (
        "p = threading.Semaphore(1)",
        "p.acquire; p.acquire, False; p.acquire, timeout=1; p.release; p.release, 2",
    ),
    "BoundedSemaphore": (
        "p = threading.BoundedSemaphore(1)",
        "p.acquire; p.acquire, False; p.release; p.release, 2",
    ),
    "Event": ("p = threading.Event()", "p.set; p.clear; p.wait; p.wait; p.wait, 1; p.is_set"),
    "Condition": (
        """p = threading.Condition()
def waits(timeout=None):
    with p: return p.wait(timeout)
def notifies(n):
    with p: p.notify(n)
def notifies_all():
    with p: p.notify_all()""",
        "waits; waits; waits, 1; notifies, 1; notifies, 2; notifies_all; p.notify",
    ),
    "Condition over a Lock": (
        """l = threading.Lock(); p = threading.Condition(l)
def waits(timeout=None):
    with p: return p.wait(timeout)
def notifies():
    with p: p.notify()""",
        "waits; waits, 1; notifies; p.notify; l.release; l.acquire",
    ),
    "Barrier": (
        "p = threading.Barrier(2)",
        "p.wait; p.wait; p.wait, 1; p.abort; p.reset; getattr, p, 'broken'; getattr, p, 'n_waiting'",
    ),
    "Barrier with an action": (
        "p = threading.Barrier(2, lambda: shared.append(len(shared))); shared = []",
        "p.wait; p.wait; p.abort; shared.append, 5; getattr, p, 'n_waiting'",
    ),
    "Queue": (
        "p = queue.Queue(1)",
        "p.put, 1; p.put, 2; p.get; p.get, False; p.get, timeout=1; p.put, 3, False; p.qsize; p.task_done; p.join",
    ),
    "Queue that is shut": (
        "p = queue.Queue(1)",
        "p.put, 1; p.put, 2; p.get; p.get, timeout=1; p.shutdown; p.shutdown, True; p.empty",
    ),
    "PriorityQueue": (
        """class Job:
    def __init__(self): self.rank = 1
    def __lt__(self, other): return self.rank <= other.rank
a, b = Job(), Job()
def ranks(n): a.rank = n
def first(): return p.get_nowait().rank
p = queue.PriorityQueue()""",
        "p.put, a; p.put, b; p.put, a; first; ranks, 0; p.qsize",
    ),
    "SimpleQueue": (
        "p = queue.SimpleQueue()",
        "p.put, 1; p.put, 2; p.get; p.get, False; p.get, timeout=1; p.qsize",
    ),
    "Future": (
        """p = Future()
def calls_back(): p.add_done_callback(lambda f: logs[2].append(threading.current_thread().name))""",
        """p.result; p.result, 1; p.set_result, 3; p.set_result, 4; p.cancel; p.done; p.running; calls_back; \
p.set_running_or_notify_cancel""",
    ),
    "several futures": (
        """p, q = Future(), Future()
def waits(*args): return len(wait([p, q], *args).done)
def completed(): return [f.result() for f in as_completed([p, q], 1)]""",
        "waits; waits, 1; waits, None, 'FIRST_COMPLETED'; completed; p.set_result, 1; q.set_result, 2; q.cancel",
    ),
    "Thread": (
        "p = threading.Thread(target=time.sleep, args=(1,)); p2 = threading.Thread()",
        """p.start; p.join; p.join, 1; p.is_alive; threading.active_count; p2.start; setattr, p, 'name', 'x'; \
getattr, p, 'name'""",
    ),
    "Timer": (
        "shared = []; p = threading.Timer(1, shared.append, [1]); p.start()",
        "p.cancel; p.join; p.is_alive; shared.append, 2; p.finished.is_set",
    ),
    "ThreadPoolExecutor": (
        """shared = []; p = ThreadPoolExecutor(1)
def asks(): return p.submit(len, shared).result()""",
        "asks; p.submit, shared.append, 1; p.shutdown; p.shutdown, False; threading.active_count",
    ),
}
"""For each: how it is made, and what a thread may do with it."""
SEEDS = range(6)
FRESH = [secrets.randbits(40) for _ in range(2)]


def program_of(primitive: str, seed: int) -> str:
    """Two or three threads that do one or two things each with one primitive."""
    chance = random.Random(f"{primitive} {seed}")
    made, acts = ACTS[primitive]
    is_small = primitive in OF_LIVES
    count = 2 if is_small else chance.choice((2, 2, 3))
    lines = [BEGINNING + made]
    for number in range(count):
        lines.append(f"def t{number}():")
        some = [chance.choice(acts.split("; ")) for _ in range(chance.randint(1, 1 if is_small or count == 3 else 2))]
        lines += [f"    tried(logs[{number}], {act})" for act in some]
    lines.append(f"threads = [threading.Thread(target=each) for each in ({', '.join(f't{n}' for n in range(count))})]")
    lines += ["for each in threads: each.start()", "for each in threads: each.join()"]
    return "\n".join(lines)


def outcomes(program: Program, search: Dpor | Exhaustive, sharing: Sharing) -> set[tuple[object, str]] | None:
    """Each thread's log and how it broke; None where there are more orders than the test has time for."""
    found = set()
    for _ in range(MOST_ORDERS):
        world = execute(program, search, sharing)
        if not world.was_cut:
            shared = [world.namespace["logs"], world.namespace.get("shared")]
            found.add((world.failure and world.failure.likeness, repr(shared)))
        if not search.advance():
            return found
    return None


def compared(source: str, at_once: frozenset[str]) -> tuple[object, object] | None:
    """What the two searches come to, with the same places as steps; None where there are too many orders."""
    program = load(source)
    sharing = Sharing(program.places)
    while True:
        try:
            reduced = outcomes(program, Dpor(), sharing)
            whole = reduced and outcomes(program, Exhaustive(at_once=at_once), sharing)
        except Revealed:
            continue
        return (reduced, whole) if reduced and whole else None


@pytest.mark.parametrize("primitive", ACTS)
def test_no_outcome_of_a_primitive_is_missed(primitive: str) -> None:
    at_once = UNSEEN if primitive in OF_LIVES else LIVES
    pairs = {source: compared(source, at_once) for source in (program_of(primitive, seed) for seed in [*SEEDS, *FRESH])}
    assert any(pairs.values()), "every program had more orders than the test has time for"
    for source, pair in pairs.items():
        if pair is not None:
            assert pair[0] == pair[1], source


ASLEEP = (
    BEGINNING
    + """p = threading.Barrier(2)
def looks(n): logs[n].append(p.n_waiting)
threads = [threading.Thread(target=p.wait), *(threading.Thread(target=looks, args=(n,)) for n in (1, 2))]
for each in threads: each.start()
"""
)


def test_a_thread_that_was_asleep_when_it_announced_a_step_is_tried_again_once_others_moved() -> None:
    """Only who looked second saw nobody there: that he came first was missed, where he had not been started yet."""
    pair = compared(ASLEEP, UNSEEN)
    assert pair is not None
    assert pair[0] == pair[1]
