"""The fork of the lower number first."""

import threading

COUNT = 3
forks = [threading.Lock() for _ in range(COUNT)]


def dine(seat):
    first, second = sorted((seat, (seat + 1) % COUNT))
    with forks[first], forks[second]:
        pass


guests = [threading.Thread(target=dine, args=(seat,)) for seat in range(COUNT)]
for each in guests:
    each.start()
for each in guests:
    each.join()
