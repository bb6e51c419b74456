"""A connection is to be made once, by whoever needs it first."""

import threading

lock = threading.Lock()
connection = None
made = 0


def connect():
    global connection, made
    if connection is None:
        with lock:
            made += 1
            connection = "open"


threads = [threading.Thread(target=connect, name=name) for name in "AB"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(made)
