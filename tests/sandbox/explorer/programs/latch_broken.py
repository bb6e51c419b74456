"""The count of those who are still missing is itself lost."""

import threading

missing = 2
all_there = threading.Event()


def arrive():
    global missing
    missing -= 1
    if missing == 0:
        all_there.set()


for _ in range(2):
    threading.Thread(target=arrive).start()
all_there.wait()
