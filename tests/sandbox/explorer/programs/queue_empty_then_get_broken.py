"""What was not empty when it asked is, when it takes."""

import queue
import threading

jobs = queue.Queue()
jobs.put(1)


def take():
    if not jobs.empty():
        jobs.get()


threads = [
    threading.Thread(target=each)
    for each in (
        take,
        take,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
