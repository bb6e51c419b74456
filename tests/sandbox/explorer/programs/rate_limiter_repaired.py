"""A semaphore is an allowance."""

import threading

left = threading.Semaphore(1)
served = []


def call(who):
    if left.acquire(blocking=False):
        served.append(who)


threads = [
    threading.Thread(target=each)
    for each in (
        lambda: call(1),
        lambda: call(2),
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert len(served) <= 1, served
