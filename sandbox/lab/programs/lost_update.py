"""Two threads add 1 to one counter. It should end at 2."""

import threading

counter = 0


def add():
    global counter
    counter += 1


a = threading.Thread(target=add, name="A")
b = threading.Thread(target=add, name="B")
a.start()
b.start()
a.join()
b.join()
assert counter == 2, f"the counter is {counter}"
