"""lru_cache calls the function outside of its own lock."""

import threading
from functools import lru_cache

calls = []


@lru_cache
def square(number):
    calls.append(number)
    return number * number


threads = [
    threading.Thread(target=each)
    for each in (
        lambda: square(3),
        lambda: square(3),
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert calls == [3], calls
