"""The list knows its length."""

import threading

events = []


def note():
    global events
    events += ["a", "b"]


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
assert len(events) == 4
