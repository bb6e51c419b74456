"""Money goes from one account to another, and back; both take the locks in one order."""

import threading

cash = threading.Lock()
bank = threading.Lock()


def pay_in():
    with cash:
        with bank:
            pass


def take_out():
    with cash:
        with bank:
            pass


a = threading.Thread(target=pay_in, name="A")
b = threading.Thread(target=take_out, name="B")
a.start()
b.start()
a.join()
b.join()
