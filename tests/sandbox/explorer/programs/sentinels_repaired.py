"""Whoever finds it puts it back for the next."""

import queue
import threading

jobs = queue.Queue()


def consume():
    while jobs.get() is not None:
        pass
    jobs.put(None)


consumers = [threading.Thread(target=consume) for _ in range(2)]
for each in consumers:
    each.start()
jobs.put(1)
jobs.put(None)
for each in consumers:
    each.join()
