"""A lock for each instance protects nothing that belongs to the class."""

import threading


class Visitor:
    seen = 0

    def __init__(self):
        self.lock = threading.Lock()

    def arrive(self):
        with self.lock:
            Visitor.seen += 1


threads = [
    threading.Thread(target=each)
    for each in (
        Visitor().arrive,
        Visitor().arrive,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert Visitor.seen == 2, f"{Visitor.seen} instead of 2"
