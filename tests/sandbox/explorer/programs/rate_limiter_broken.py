"""Two get the last allowance."""

import threading

left = 1
served = []


def call(who):
    global left
    if left > 0:
        left -= 1
        served.append(who)


threads = [
    threading.Thread(target=each)
    for each in (
        lambda: call(1),
        lambda: call(2),
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert len(served) <= 1, served
