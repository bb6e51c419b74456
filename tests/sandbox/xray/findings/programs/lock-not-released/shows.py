"""A thread returns early, with the lock in its hands; the other one gives up after a while."""

import threading
import time

lock = threading.Lock()


def careless():
    lock.acquire()
    time.sleep(0.05)
    if lock.locked():
        return
    lock.release()


def patient():
    time.sleep(0.02)
    if lock.acquire(timeout=0.6):
        print("had it")
        lock.release()
    else:
        print("gave up")


threads = [threading.Thread(target=careless), threading.Thread(target=patient)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
