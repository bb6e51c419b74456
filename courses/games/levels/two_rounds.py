"""Two threads add 1 to one counter, twice each."""

import threading

counter = 0


def add_twice():
    global counter
    counter += 1
    counter += 1


threads = [threading.Thread(target=add_twice, name=name) for name in "AB"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
