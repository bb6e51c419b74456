"""Cancelled, perhaps a moment too late."""

import threading

fired = []
timer = threading.Timer(5, fired.append, args=("alarm",))
timer.start()
timer.cancel()
timer.join()
assert fired == [], fired
