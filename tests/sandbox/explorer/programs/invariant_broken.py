"""Two fields that belong together are written one after the other."""

import threading


class Span:
    def __init__(self):
        self.low, self.high = 0, 1

    def move(self):
        self.low = 5
        self.high = 6

    def check(self):
        low = self.low
        assert low < self.high, "a span turned round"


span = Span()
threads = [
    threading.Thread(target=each)
    for each in (
        span.move,
        span.check,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
