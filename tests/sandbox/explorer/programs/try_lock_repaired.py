"""Tried until it is there."""

import threading

lock = threading.Lock()
done = 0


def work():
    global done
    while not lock.acquire(blocking=False):
        pass
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
