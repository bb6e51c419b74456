"""A thread runs once."""

import threading

thread = threading.Thread(target=print)
thread.start()
thread.join()
thread.start()
