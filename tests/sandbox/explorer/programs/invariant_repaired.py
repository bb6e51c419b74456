"""One attribute holds both, and is replaced in one piece."""

import threading


class Span:
    def __init__(self):
        self.ends = (0, 1)

    def move(self):
        self.ends = (5, 6)

    def check(self):
        low, high = self.ends
        assert low < high, "a span turned round"


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
