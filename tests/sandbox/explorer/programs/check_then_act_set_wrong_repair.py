"""Looking is locked, and taking is locked, and between them the lock is free."""

import threading

taken = set()
winners = []
lock = threading.Lock()


def register(who):
    with lock:
        is_free = "ada" not in taken
    if is_free:
        with lock:
            taken.add("ada")
            winners.append(who)


threads = [
    threading.Thread(target=each)
    for each in (
        lambda: register(1),
        lambda: register(2),
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert len(winners) == 1, winners
