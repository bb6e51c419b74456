"""Starts all threads, then waits for all."""

import threading
import time


def fetch(number):
    time.sleep(0.2)  # the time that a server takes
    print(number)


threads = [threading.Thread(target=fetch, args=[number]) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
