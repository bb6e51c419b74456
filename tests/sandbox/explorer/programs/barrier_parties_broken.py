"""The barrier waits for three, and two come."""

import threading

barrier = threading.Barrier(3)


def run():
    barrier.wait()


threads = [
    threading.Thread(target=each)
    for each in (
        run,
        run,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
