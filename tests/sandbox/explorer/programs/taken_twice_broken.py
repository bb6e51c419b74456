"""A method that holds the lock calls one that takes it."""

import threading


class Stock:
    def __init__(self):
        self.lock = threading.Lock()
        self.count = 1

    def take(self):
        with self.lock:
            if not self.is_empty():
                self.count -= 1

    def is_empty(self):
        with self.lock:
            return self.count == 0


stock = Stock()
thread = threading.Thread(target=stock.take)
thread.start()
thread.join()
