"""Money goes from one account to another, and back."""

import threading

cash = threading.Lock()
bank = threading.Lock()


def pay_in():
    with cash:
        with bank:
            pass


def take_out():
    with bank:
        with cash:
            pass


a = threading.Thread(target=pay_in, name="A")
b = threading.Thread(target=take_out, name="B")
a.start()
b.start()
a.join()
b.join()
