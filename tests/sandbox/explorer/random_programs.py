"""Small programs made by chance from what the explorer knows: shared names, containers, and every primitive."""

import random

PREAMBLE = """import threading, queue
x = y = 0
x = 0; y = 0
items = []
a, b, event, permits = threading.Lock(), threading.RLock(), threading.Event(), threading.Semaphore(1)
box, news, logs = queue.Queue(1), threading.Condition(), {}
"""


def random_program(seed: int) -> str:
    """Two or three threads of a few statements each; the same for the same seed."""
    chance = random.Random(seed)
    threads = chance.choice((2, 2, 2, 3))
    lines = [PREAMBLE]
    for number in range(threads):
        lines += [f"def t{number}():", "    global x, y", f"    mine = []; logs[{number}] = mine"]
        for _ in range(chance.randint(1, 2 if threads == 2 else 1)):
            lines += [f"    {each}" for each in _statement(chance, 0)]
    started = ", ".join(f"t{number}" for number in range(threads))
    lines += [f"threads = [threading.Thread(target=each) for each in ({started},)]"]
    lines += ["for each in threads: each.start()", "for each in threads: each.join()"]
    return "\n".join(lines)


def _statement(chance: random.Random, depth: int) -> list[str]:
    name, number = chance.choice("xy"), chance.randint(0, 3)
    simple = [
        [f"{name} = {number}"],
        [f"mine.append({name})"],
        [f"{name} += 1"],
        [f"{name} += 1"],
        ["event.set()"],
        ["event.wait()"],
        ["event.clear()"],
        [f"items.append({number})"],
        ["mine.append(items.pop() if items else None)"],
        ["mine.append(len(items))"],
        ["permits.release()"],
        ["permits.acquire()"],
        [f"box.put({number})"],
        ["mine.append(box.get())"],
        ["with news: news.notify()"],
        ["with news:", "    if x < 1: news.wait()"],
        ["if a.acquire(blocking=False):", "    x += 1", "    a.release()"],
        ["if a.acquire(timeout=1):", "    y += 1", "    a.release()"],
        ["mine.append(a.locked())"],
        ["mine.append(event.wait(timeout=1))"],
        ["while not event.is_set(): pass"],
    ]
    choice = chance.randrange(len(simple) + 6 * (depth < 2))
    if choice < len(simple):
        return simple[choice]
    header = f"with {chance.choice('ab')}:" if chance.random() < 0.7 else f"if {name} == {number}:"
    inner = [each for _ in range(chance.randint(1, 2)) for each in _statement(chance, depth + 1)]
    return [header, *(f"    {each}" for each in inner)]
