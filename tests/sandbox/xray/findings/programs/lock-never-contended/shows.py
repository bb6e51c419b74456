"""One thread alone counts, and locks each time."""

import threading
import time

lock = threading.Lock()
count = 0


def work():
    global count
    for _ in range(100):
        with lock:
            count += 1
        time.sleep(0.002)


thread = threading.Thread(target=work)
thread.start()
thread.join()
print(count)
