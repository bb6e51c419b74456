"""Everybody takes the left one first."""

import threading

left, right = threading.Lock(), threading.Lock()


def eastward():
    with left, right:
        pass


def westward():
    with left, right:
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
