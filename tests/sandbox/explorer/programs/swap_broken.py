"""To exchange two is to read two and to write two."""

import threading

pair = [1, 2]


def swap():
    pair[0], pair[1] = pair[1], pair[0]


threads = [
    threading.Thread(target=each)
    for each in (
        swap,
        swap,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert sorted(pair) == [1, 2], pair
