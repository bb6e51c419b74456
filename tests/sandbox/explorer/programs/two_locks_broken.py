"""One goes from left to right, the other from right to left."""

import threading

left, right = threading.Lock(), threading.Lock()


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
