"""Without a deadlock, and with a moment at which money is nowhere."""

import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    with source.lock:
        source.balance -= amount
    with target.lock:
        target.balance += amount


def audit():
    with ada.lock, barbara.lock:
        assert ada.balance + barbara.balance == 20, "money is missing"


ada, barbara = Account(10), Account(10)
threads = [
    threading.Thread(target=each)
    for each in (
        lambda: transfer(ada, barbara, 3),
        audit,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
