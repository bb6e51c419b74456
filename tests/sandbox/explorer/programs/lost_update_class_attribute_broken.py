"""An attribute of the class is one for all instances."""

import threading


class Visitor:
    seen = 0

    def arrive(self):
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
