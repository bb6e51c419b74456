"""Two threads wait for an apple each, and look only once whether there is one."""

import threading

apples = []
changed = threading.Condition()


def eat():
    with changed:
        if not apples:
            changed.wait()
        apples.pop()


def bring():
    for colour in ("red", "green"):
        with changed:
            apples.append(colour)
            changed.notify_all()


a = threading.Thread(target=eat, name="A")
b = threading.Thread(target=eat, name="B")
c = threading.Thread(target=bring, name="C")
a.start()
b.start()
c.start()
a.join()
b.join()
c.join()
