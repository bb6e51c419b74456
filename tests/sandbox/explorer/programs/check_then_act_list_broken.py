"""There was something left when it looked."""

import threading

seats = ["last"]


def book():
    if seats:
        seats.pop()


threads = [
    threading.Thread(target=each)
    for each in (
        book,
        book,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
