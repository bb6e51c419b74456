"""Used only if it came."""

import threading

ready = threading.Event()
value = None


def prepare():
    global value
    value = 42
    ready.set()


def use():
    if ready.wait(timeout=60):
        assert value == 42, "used before it was there"


threads = [
    threading.Thread(target=each)
    for each in (
        prepare,
        use,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
