"""Whoever does not get the lock leaves its work undone."""

import threading

lock = threading.Lock()
done = 0


def work():
    global done
    if lock.acquire(blocking=False):
        done += 1
        lock.release()


threads = [
    threading.Thread(target=each)
    for each in (
        work,
        work,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert done == 2, f"{done} instead of 2"
