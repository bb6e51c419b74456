"""One slow producer, three consumers with hardly anything to do."""

import queue
import threading
import time

pages = queue.Queue()


def consume():
    while pages.get() is not None:
        time.sleep(0.002)


consumers = [threading.Thread(target=consume) for _ in range(3)]
for consumer in consumers:
    consumer.start()
for number in range(40):
    time.sleep(0.02)  # the time that a server takes
    pages.put(number)
for _ in consumers:
    pages.put(None)
for consumer in consumers:
    consumer.join()
