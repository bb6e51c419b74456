"""Each access of the property is locked, but adding is two accesses."""

import threading


class Meter:
    def __init__(self):
        self._value = 0
        self._lock = threading.Lock()

    @property
    def value(self):
        with self._lock:
            return self._value

    @value.setter
    def value(self, value):
        with self._lock:
            self._value = value


meter = Meter()


def step():
    meter.value += 1


threads = [
    threading.Thread(target=each)
    for each in (
        step,
        step,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert meter.value == 2, f"{meter.value} instead of 2"
