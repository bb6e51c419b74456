"""A lock that may be taken again by its owner keeps others out as before."""

import threading

left, right = threading.RLock(), threading.RLock()


def eastward():
    with left, right:
        pass


def westward():
    with right, left:
        pass


threads = [
    threading.Thread(target=each)
    for each in (
        eastward,
        westward,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
