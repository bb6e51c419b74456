"""Counted under a lock."""

import threading

missing = 2
lock = threading.Lock()
all_there = threading.Event()


def arrive():
    global missing
    with lock:
        missing -= 1
        if missing == 0:
            all_there.set()


for _ in range(2):
    threading.Thread(target=arrive).start()
all_there.wait()
