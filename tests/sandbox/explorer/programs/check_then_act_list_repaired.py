"""To try and to be told is one step."""

import threading

seats = ["last"]


def book():
    try:
        seats.pop()
    except IndexError:
        return


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
assert seats == []
