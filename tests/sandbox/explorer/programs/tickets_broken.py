"""Two customers with one number."""

import threading

last = 0
given = []


def draw():
    global last
    last += 1
    given.append(last)


threads = [
    threading.Thread(target=each)
    for each in (
        draw,
        draw,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert len(set(given)) == 2, given
