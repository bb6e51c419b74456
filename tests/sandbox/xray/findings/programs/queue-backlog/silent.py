"""The same with room for all, and four consumers."""

import queue
import threading
import time

pages = queue.Queue(5)


def produce():
    for number in range(50):
        time.sleep(0.01)
        pages.put(number)
    for _ in range(4):
        pages.put(None)


def consume():
    while pages.get() is not None:
        time.sleep(0.02)


threads = [threading.Thread(target=produce), *(threading.Thread(target=consume) for _ in range(4))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
