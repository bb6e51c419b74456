"""Given back once."""

import threading

lock = threading.Lock()


def work():
    lock.acquire()
    try:
        pass
    finally:
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
