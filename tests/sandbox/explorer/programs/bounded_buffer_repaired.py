"""Asked again, and everybody is told."""

import threading

buffer = []
changed = threading.Condition()


def put():
    with changed:
        while len(buffer) == 1:
            changed.wait()
        buffer.append(1)
        changed.notify_all()


def get():
    with changed:
        while not buffer:
            changed.wait()
        buffer.pop()
        changed.notify_all()


threads = [
    threading.Thread(target=each)
    for each in (
        put,
        get,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
