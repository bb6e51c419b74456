"""All functions see the one variable, as it is when they look."""

import threading

seen = []
workers = []
for number in range(2):
    workers.append(threading.Thread(target=lambda: seen.append(number)))
for each in workers:
    each.start()
for each in workers:
    each.join()
assert sorted(seen) == [0, 1], seen
