"""Fired or cancelled: both are provided for."""

import threading

fired = []
timer = threading.Timer(5, fired.append, args=("alarm",))
timer.start()
timer.cancel()
timer.join()
assert len(fired) <= 1
