"""Waiting a while orders nothing, be the wait ever so long."""

import threading
import time

count = 0


def add(pause):
    global count
    time.sleep(pause)
    count += 1


first = threading.Thread(target=add, args=(0,))
second = threading.Thread(target=add, args=(10,))
first.start()
second.start()
first.join()
second.join()
assert count == 2, f"{count} instead of 2"
