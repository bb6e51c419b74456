"""Who waited clears it."""

import threading

ready = threading.Event()


def wait():
    ready.wait()
    ready.clear()


def signal():
    ready.set()


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
