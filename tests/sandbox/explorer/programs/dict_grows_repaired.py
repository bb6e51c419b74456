"""A copy is made in one piece, and gone through at leisure."""

import threading

prices = {"tea": 3, "milk": 1}


def total():
    return sum(price for price in list(prices.values()))


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
