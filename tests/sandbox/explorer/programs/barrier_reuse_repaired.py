"""A meeting before each reading, and one before writing anew."""

import threading

barrier = threading.Barrier(2)
halves = [0, 0]


def compute(me):
    halves[me] = 1
    barrier.wait()
    assert halves[1 - me] == 1
    barrier.wait()
    halves[me] = 2
    barrier.wait()
    assert halves[1 - me] == 2, "read before it was written"


threads = [
    threading.Thread(target=each)
    for each in (
        lambda: compute(0),
        lambda: compute(1),
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
