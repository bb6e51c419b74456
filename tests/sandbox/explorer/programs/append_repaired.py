"""Appending alone loses nothing."""

import threading

log = []


def write():
    log.append("line")


threads = [
    threading.Thread(target=each)
    for each in (
        write,
        write,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert len(log) == 2
