"""A view is no copy."""

import threading

prices = {"tea": 3, "milk": 1}


def total():
    view = prices.items()
    count = 0
    for _, price in view:
        count += price
    return count


def add():
    prices["bread"] = 2


threads = [
    threading.Thread(target=each)
    for each in (
        total,
        add,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
