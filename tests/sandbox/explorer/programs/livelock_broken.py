"""Each waits for the other to go first, and asks again and again."""

import threading

polite = {"Ada": True, "Barbara": True}


def pass_door(me, other):
    while polite[other]:
        pass
    polite[me] = False


threads = [
    threading.Thread(target=each)
    for each in (
        lambda: pass_door("Ada", "Barbara"),
        lambda: pass_door("Barbara", "Ada"),
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
