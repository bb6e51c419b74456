"""One thread sets the price, the other reads it once it is told that all is ready."""

import threading

is_ready = False
price = None


def set_price():
    global is_ready, price
    is_ready = True
    price = 12


def read_price():
    if is_ready:
        assert price is not None, "ready, and there is no price"


a = threading.Thread(target=set_price, name="A")
b = threading.Thread(target=read_price, name="B")
a.start()
b.start()
a.join()
b.join()
