"""A permit is given back that was never taken."""

import threading

permits = threading.BoundedSemaphore(1)


def work(is_lucky):
    if is_lucky:
        permits.acquire()
    permits.release()


threads = [
    threading.Thread(target=each)
    for each in (
        lambda: work(True),
        lambda: work(False),
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
