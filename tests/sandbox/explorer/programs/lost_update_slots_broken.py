"""Slots are attributes like others."""

import threading


class Gauge:
    __slots__ = ("level",)

    def __init__(self):
        self.level = 0


gauge = Gauge()


def rise():
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
