"""Two threads need the lock at the same time."""

import threading
import time

lock = threading.Lock()
count = 0


def work():
    global count
    for _ in range(30):
        with lock:
            before = count
            time.sleep(0.005)
            count = before + 1


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(count)
