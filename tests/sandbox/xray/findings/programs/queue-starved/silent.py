"""A producer that is as fast as its consumer."""

import queue
import threading
import time

pages = queue.Queue()


def consume():
    while pages.get() is not None:
        time.sleep(0.02)


consumer = threading.Thread(target=consume)
consumer.start()
for number in range(40):
    time.sleep(0.01)  # the time that a server takes
    pages.put(number)
pages.put(None)
consumer.join()
