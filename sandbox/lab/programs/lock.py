"""Two threads add 1 to one counter, one at a time. It should end at 2."""

import threading

counter = 0
lock = threading.Lock()


def add():
    global counter
    with lock:
        counter += 1


a = threading.Thread(target=add, name="A")
b = threading.Thread(target=add, name="B")
a.start()
b.start()
a.join()
b.join()
assert counter == 2, f"the counter is {counter}"
