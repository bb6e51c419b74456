"""The list grows in one piece, and what is counted beside it does not."""

import threading

events = []
size = 0


def note():
    global size
    events.extend(["a", "b"])
    size = size + 2


threads = [
    threading.Thread(target=each)
    for each in (
        note,
        note,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert size == len(events), (size, len(events))
