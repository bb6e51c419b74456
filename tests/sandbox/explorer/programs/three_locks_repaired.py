"""The last one takes its two in the order of the others."""

import threading

a, b, c = threading.Lock(), threading.Lock(), threading.Lock()


def hold(first, second):
    with first, second:
        pass


threads = [
    threading.Thread(target=each)
    for each in (
        lambda: hold(a, b),
        lambda: hold(b, c),
        lambda: hold(a, c),
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
