"""One of them is less polite."""

import threading

polite = {"Ada": True, "Barbara": False}


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
