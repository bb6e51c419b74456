"""Four threads fetch under one lock."""

import threading
import time

lock = threading.Lock()
pages = []


def fetch(number):
    with lock:
        time.sleep(0.2)  # the time that a server takes
        pages.append(number)


threads = [threading.Thread(target=fetch, args=[number]) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(pages))
