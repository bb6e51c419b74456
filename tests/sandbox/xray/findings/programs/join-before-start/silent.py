"""Starts the thread, then waits for it."""

import threading

thread = threading.Thread(target=print, args=["hello"])
thread.start()
thread.join()
