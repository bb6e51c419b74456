"""Two threads add 1 to one counter."""

import threading

counter = 0


def add():
    global counter
    counter += 1


threads = [threading.Thread(target=add, name=name) for name in "AB"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
