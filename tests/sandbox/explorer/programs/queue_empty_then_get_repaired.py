"""To take and be told in one."""

import queue
import threading

jobs = queue.Queue()
jobs.put(1)


def take():
    try:
        jobs.get_nowait()
    except queue.Empty:
        return


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
