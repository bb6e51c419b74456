"""A Semaphore says nothing, and lets in one too many."""

import threading

permits = threading.Semaphore(1)
inside = 0


def work(is_lucky):
    global inside
    if is_lucky:
        permits.acquire()
        inside += 1
        assert inside == 1, "two at once"
        inside -= 1
    permits.release()


threads = [
    threading.Thread(target=each)
    for each in (
        lambda: work(True),
        lambda: work(True),
        lambda: work(False),
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
