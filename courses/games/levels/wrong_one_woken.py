"""A shelf for one loaf: two bakers fill it, two customers empty it; one bell for all of them."""

import threading

bell = threading.Condition()
loaves = 0


def bake():
    global loaves
    with bell:
        while loaves == 1:
            bell.wait()
        loaves = 1
        bell.notify()


def buy():
    global loaves
    with bell:
        while loaves == 0:
            bell.wait()
        loaves = 0
        bell.notify()


people = [threading.Thread(target=what, name=name) for name, what in zip("ABCD", (buy, buy, bake, bake))]
for each in people:
    each.start()
for each in people:
    each.join()
