"""Three cooks stand in a ring, a knife between each two; each needs the knife on either side."""

import threading

knives = [threading.Lock() for _ in range(3)]


def cook(number):
    with knives[number]:
        with knives[(number + 1) % 3]:
            pass


cooks = [threading.Thread(target=cook, args=(number,), name="ABC"[number]) for number in range(3)]
for each in cooks:
    each.start()
for each in cooks:
    each.join()
