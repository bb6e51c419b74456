"""A connection is to be made once; whoever has the lock looks again."""

import threading

lock = threading.Lock()
connection = None
made = 0


def connect():
    global connection, made
    if connection is None:
        with lock:
            if connection is None:
                made += 1
                connection = "open"


threads = [threading.Thread(target=connect, name=name) for name in "AB"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert made == 1, f"{made} connections were made"
