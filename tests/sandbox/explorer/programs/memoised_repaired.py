"""One lock for the look, the work and the keeping."""

import threading
from functools import lru_cache

calls = []
lock = threading.Lock()


@lru_cache
def square(number):
    calls.append(number)
    return number * number


def squared(number):
    with lock:
        return square(number)


threads = [
    threading.Thread(target=each)
    for each in (
        lambda: squared(3),
        lambda: squared(3),
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert calls == [3], calls
