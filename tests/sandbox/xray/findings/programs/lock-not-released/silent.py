"""The same with `with`: on each way out the lock is released."""

import threading
import time

lock = threading.Lock()


def careful():
    with lock:
        time.sleep(0.05)
        if lock.locked():
            return


def patient():
    time.sleep(0.02)
    if lock.acquire(timeout=0.6):
        print("had it")
        lock.release()
    else:
        print("gave up")


threads = [threading.Thread(target=careful), threading.Thread(target=patient)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
