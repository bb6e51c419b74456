"""One item is left; the lock protects the change, and nothing else."""

import threading

left = 1
lock = threading.Lock()


def take():
    global left
    if left > 0:
        with lock:
            left -= 1


threads = [threading.Thread(target=take, name=name) for name in "AB"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert left == 0, f"{left} items are left"
