"""itertools.count goes on in one piece."""

import itertools
import threading

numbers = itertools.count(1)
given = []


def draw():
    given.append(next(numbers))


threads = [
    threading.Thread(target=each)
    for each in (
        draw,
        draw,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert len(set(given)) == 2, given
