"""setdefault looks and writes in one piece."""

import threading

baskets = {}


def put(thing):
    baskets.setdefault("Ada", []).append(thing)


first = threading.Thread(target=put, args=("tea",))
second = threading.Thread(target=put, args=("milk",))
first.start()
second.start()
first.join()
second.join()
assert sorted(baskets["Ada"]) == ["milk", "tea"], baskets
