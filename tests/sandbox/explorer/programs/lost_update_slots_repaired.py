"""With a slot for the lock."""

import threading


class Gauge:
    __slots__ = ("level", "lock")

    def __init__(self):
        self.level = 0
        self.lock = threading.Lock()


gauge = Gauge()


def rise():
    with gauge.lock:
        gauge.level = gauge.level + 1


threads = [
    threading.Thread(target=each)
    for each in (
        rise,
        rise,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert gauge.level == 2, f"{gauge.level} instead of 2"
