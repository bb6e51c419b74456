"""Four threads fetch, and take the lock only to note what they got."""

import threading
import time

lock = threading.Lock()
pages = []


def fetch(number):
    time.sleep(0.2)  # the time that a server takes
    with lock:
        pages.append(number)


threads = [threading.Thread(target=fetch, args=[number]) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(pages))
