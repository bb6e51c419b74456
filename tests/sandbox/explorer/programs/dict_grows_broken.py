"""A dictionary that grows while another thread goes through it."""

import threading

prices = {"tea": 3, "milk": 1}


def total():
    return sum(price for price in prices.values())


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
