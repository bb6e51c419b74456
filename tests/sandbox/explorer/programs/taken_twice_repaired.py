"""An RLock may be taken again by its owner."""

import threading


class Stock:
    def __init__(self):
        self.lock = threading.RLock()
        self.count = 1

    def take(self):
        with self.lock:
            if not self.is_empty():
                self.count -= 1

    def is_empty(self):
        with self.lock:
            return self.count == 0


stock = Stock()
threads = [
    threading.Thread(target=each)
    for each in (
        stock.take,
        stock.take,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert stock.count == 0
