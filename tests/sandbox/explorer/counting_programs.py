"""Programs that count in several threads, drawn by hypothesis: with a lock, or without, among harmless statements."""

from hypothesis import strategies as st

HARMLESS = (
    "pass",
    "mine.append(turn)",
    "note = f'{turn} of {me}'",
    "time.sleep(0)",
    "own[me] = turn",
    "total = sum(range(turn + 2))",
    "if turn > 5: mine.clear()",
    "flag.is_set()",
)
INCREMENTS = {
    "name": "count += 1",
    "name in two": "seen = count; count = seen + 1",
    "attribute": "box.count += 1",
    "item": "table['count'] += 1",
    "text": "setattr(box, 'count', getattr(box, 'count') + 1)",
}
READING = {
    "name": "count",
    "name in two": "count",
    "attribute": "box.count",
    "item": "table['count']",
    "text": "box.count",
}
PREAMBLE = """import threading, time
count = 0
class Box: count = 0
box, table, own, flag = Box(), {"count": 0}, {}, threading.Event()
lock = threading.LOCK()
def work(me):
    global count
    mine = []
    for turn in range(TURNS):
"""
ENDING = """
threads = [threading.Thread(target=work, args=(me,)) for me in range(THREADS)]
for each in threads: each.start()
for each in threads: each.join()
assert READ == EXPECTED, f"{READ} instead of EXPECTED"
"""


@st.composite
def counting_programs(draw: st.DrawFn, *, is_locked: bool) -> str:
    """Two or three threads, each of which counts up to twice."""
    threads = draw(st.integers(2, 3))
    turns = draw(st.integers(1, 2 if threads == 2 else 1))
    way = draw(st.sampled_from(sorted(INCREMENTS)))
    harmless = st.lists(st.sampled_from(HARMLESS), max_size=2)
    before, after = draw(harmless), draw(harmless)
    counting = INCREMENTS[way]
    if is_locked:
        counting = draw(st.sampled_from((f"with lock: {counting}", f"lock.acquire(); {counting}; lock.release()")))
    body = "\n".join(f"        {each}" for each in [*before, counting, *after])
    source = PREAMBLE + body + ENDING
    replaced = {
        "LOCK": draw(st.sampled_from(("Lock", "RLock", "Semaphore"))),
        "TURNS": str(turns), "THREADS": str(threads), "EXPECTED": str(threads * turns), "READ": READING[way],
    }  # fmt: skip
    for word, text in replaced.items():
        source = source.replace(word, text)
    return source
