"""A new thread for the second time."""

import threading

for _ in range(2):
    thread = threading.Thread(target=print)
    thread.start()
    thread.join()
