"""All take the fork on their left, and wait for the one on their right."""

import threading

COUNT = 3
forks = [threading.Lock() for _ in range(COUNT)]
eaten = []


def dine(seat):
    with forks[seat], forks[(seat + 1) % COUNT]:
        eaten.append(seat)


guests = [threading.Thread(target=dine, args=(seat,)) for seat in range(COUNT)]
for each in guests:
    each.start()
for each in guests:
    each.join()
assert len(eaten) == COUNT
