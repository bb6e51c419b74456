"""Waits for a thread that nobody has started."""

import threading

thread = threading.Thread(target=print, args=["hello"])
thread.join()
