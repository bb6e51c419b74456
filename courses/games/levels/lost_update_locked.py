"""Two threads add 1 to one counter, one after the other."""

import threading

counter = 0
lock = threading.Lock()


def add():
    global counter
    with lock:
        counter += 1


threads = [threading.Thread(target=add, name=name) for name in "AB"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert counter == 2, f"the counter is {counter}"
