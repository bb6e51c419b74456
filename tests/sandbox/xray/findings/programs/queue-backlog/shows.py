"""A fast producer, a slow consumer, and room for five between them."""

import queue
import threading
import time

pages = queue.Queue(5)


def produce():
    for number in range(50):
        pages.put(number)
    pages.put(None)


producer = threading.Thread(target=produce)
producer.start()
while pages.get() is not None:
    time.sleep(0.02)
producer.join()
