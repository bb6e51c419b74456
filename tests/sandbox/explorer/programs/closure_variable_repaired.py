"""Each gets its own by a default."""

import threading

seen = []
workers = []
for number in range(2):
    workers.append(threading.Thread(target=lambda mine=number: seen.append(mine)))
for each in workers:
    each.start()
for each in workers:
    each.join()
assert sorted(seen) == [0, 1], seen
