"""Starts each thread and waits for it before it starts the next one."""

import threading
import time


def fetch(number):
    time.sleep(0.2)  # the time that a server takes
    print(number)


for number in range(4):
    thread = threading.Thread(target=fetch, args=[number])
    thread.start()
    thread.join()
