"""A pause before the second fork changes nothing."""

import threading
import time

COUNT = 3
forks = [threading.Lock() for _ in range(COUNT)]


def dine(seat):
    with forks[seat]:
        time.sleep(seat)
        with forks[(seat + 1) % COUNT]:
            pass


guests = [threading.Thread(target=dine, args=(seat,)) for seat in range(COUNT)]
for each in guests:
    each.start()
for each in guests:
    each.join()
