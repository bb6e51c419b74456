"""Both accounts are locked, by turns."""

import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    with source.lock, target.lock:
        source.balance -= amount
        target.balance += amount


ada, barbara = Account(10), Account(10)
threads = [
    threading.Thread(target=each)
    for each in (
        lambda: transfer(ada, barbara, 3),
        lambda: transfer(barbara, ada, 4),
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
