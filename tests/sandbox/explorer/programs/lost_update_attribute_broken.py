"""An attribute of an object that two threads have."""

import threading


class Account:
    def __init__(self):
        self.balance = 0

    def deposit(self):
        self.balance += 10


account = Account()
threads = [
    threading.Thread(target=each)
    for each in (
        account.deposit,
        account.deposit,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert account.balance == 20, f"{account.balance} instead of 20"
