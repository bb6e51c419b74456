"""A connection that an error keeps for ever."""

import queue
import threading

pool = queue.Queue()
pool.put("connection")


def ask(is_good):
    connection = pool.get()
    if not is_good:
        return None
    pool.put(connection)
    return connection


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
