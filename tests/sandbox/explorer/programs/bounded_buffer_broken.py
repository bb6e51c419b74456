"""One condition for both sorts of waiting, and one notice: it may wake the wrong one."""

import threading

buffer = []
changed = threading.Condition()


def put():
    with changed:
        if len(buffer) == 1:
            changed.wait()
        assert len(buffer) < 1, "the buffer overflows"
        buffer.append(1)
        changed.notify()


def get():
    with changed:
        while not buffer:
            changed.wait()
        buffer.pop()
        changed.notify()


threads = [
    threading.Thread(target=each)
    for each in (
        put,
        put,
        get,
        get,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
