"""Two threads in one generator."""

import threading


def numbers():
    number = 0
    while True:
        number += 1
        yield number


tickets = numbers()


def draw():
    next(tickets)


threads = [
    threading.Thread(target=each)
    for each in (
        draw,
        draw,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
