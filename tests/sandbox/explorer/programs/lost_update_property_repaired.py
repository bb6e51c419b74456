"""Adding is an act of the meter's own."""

import threading


class Meter:
    def __init__(self):
        self._value = 0
        self._lock = threading.Lock()

    @property
    def value(self):
        with self._lock:
            return self._value

    def add(self):
        with self._lock:
            self._value += 1


meter = Meter()
threads = [
    threading.Thread(target=each)
    for each in (
        meter.add,
        meter.add,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert meter.value == 2, f"{meter.value} instead of 2"
