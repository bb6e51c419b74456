"""An item of a dictionary: reading and writing are two steps."""

import threading

votes = {"yes": 0}


def vote():
    votes["yes"] += 1


threads = [
    threading.Thread(target=each)
    for each in (
        vote,
        vote,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert votes["yes"] == 2, f"{votes['yes']} instead of 2"
