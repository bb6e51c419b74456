"""Both find the key missing, and the second makes what the first made anew."""

import threading

baskets = {}


def put(thing):
    if "Ada" not in baskets:
        baskets["Ada"] = []
    baskets["Ada"].append(thing)


first = threading.Thread(target=put, args=("tea",))
second = threading.Thread(target=put, args=("milk",))
first.start()
second.start()
first.join()
second.join()
assert sorted(baskets["Ada"]) == ["milk", "tea"], baskets
