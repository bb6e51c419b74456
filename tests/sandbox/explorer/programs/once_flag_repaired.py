"""A lock that is taken and never given back is a flag that one thread alone can raise."""

import threading

flag = threading.Lock()
times = []


def initialise():
    if flag.acquire(blocking=False):
        times.append("now")


threads = [
    threading.Thread(target=each)
    for each in (
        initialise,
        initialise,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert len(times) == 1, times
