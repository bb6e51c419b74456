"""The program tells the thread to stop, and waits until it has."""

import threading
import time

stop = threading.Event()


def write():
    for line in range(20):
        if stop.wait(0.05):
            return
        print("line", line)


thread = threading.Thread(target=write, daemon=True)
thread.start()
time.sleep(0.2)
stop.set()
thread.join()
print("end")
