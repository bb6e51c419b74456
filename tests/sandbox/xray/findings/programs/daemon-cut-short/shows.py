"""A daemon thread writes, and the program does not wait for it."""

import threading
import time


def write():
    for line in range(20):
        time.sleep(0.05)
        print("line", line)


threading.Thread(target=write, daemon=True).start()
time.sleep(0.2)
print("end")
