"""Given back in any case."""

import queue
import threading

pool = queue.Queue()
pool.put("connection")


def ask(is_good):
    connection = pool.get()
    try:
        if not is_good:
            return None
        return connection
    finally:
        pool.put(connection)


threads = [
    threading.Thread(target=each)
    for each in (
        lambda: ask(False),
        lambda: ask(True),
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
