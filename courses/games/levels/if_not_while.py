"""Two guests wait for cake; the bell rings once for each cake."""

import threading

bell = threading.Condition()
cakes = 0


def eat():
    global cakes
    with bell:
        if cakes == 0:
            bell.wait()
        assert cakes > 0, "the guest was woken, and there is no cake"
        cakes -= 1


def bake():
    global cakes
    for _ in range(2):
        with bell:
            cakes += 1
            bell.notify()


a = threading.Thread(target=eat, name="A")
b = threading.Thread(target=eat, name="B")
c = threading.Thread(target=bake, name="C")
a.start()
b.start()
c.start()
a.join()
b.join()
c.join()
