"""It is raised, sooner or later."""

import threading

ready = False


def wait():
    while not ready:
        pass


def raise_flag():
    global ready
    ready = True


threads = [
    threading.Thread(target=each)
    for each in (
        wait,
        raise_flag,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
