"""Ten threads wait for an answer each, at the same time."""

import threading
import time


def fetch():
    time.sleep(0.3)  # the time that a server takes


threads = [threading.Thread(target=fetch) for _ in range(10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("ten answers")
