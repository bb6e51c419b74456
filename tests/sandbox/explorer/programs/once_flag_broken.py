"""Done twice, what should be done once."""

import threading

is_done = threading.Event()
times = []


def initialise():
    if not is_done.is_set():
        times.append("now")
        is_done.set()


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
