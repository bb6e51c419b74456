"""A notice that was cleared before anybody saw it."""

import threading

ready = threading.Event()


def wait():
    ready.wait()


def signal():
    ready.set()
    ready.clear()


threads = [
    threading.Thread(target=each)
    for each in (
        wait,
        signal,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
