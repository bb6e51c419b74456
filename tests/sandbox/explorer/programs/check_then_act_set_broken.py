"""Both are the first to take the name."""

import threading

taken = set()
winners = []


def register(who):
    if "ada" not in taken:
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
