"""Appending is one piece, but the place where it lands was reckoned before."""

import threading

log = []


def write():
    number = len(log)
    log.append(number)


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
assert log == [0, 1], log
