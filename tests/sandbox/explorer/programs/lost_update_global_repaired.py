"""A lock makes each count one piece."""

import threading

count = 0
lock = threading.Lock()


def add():
    global count
    for _ in range(2):
        with lock:
            count += 1


threads = [
    threading.Thread(target=each)
    for each in (
        add,
        add,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert count == 4, f"{count} instead of 4"
