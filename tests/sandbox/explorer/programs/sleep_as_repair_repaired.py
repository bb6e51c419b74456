"""Joining the first before the second begins does."""

import threading

count = 0


def add():
    global count
    count += 1


for _ in range(2):
    thread = threading.Thread(target=add)
    thread.start()
    thread.join()
assert count == 2, f"{count} instead of 2"
