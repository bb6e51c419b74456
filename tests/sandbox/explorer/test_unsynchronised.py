"""Which accesses are told as not synchronised: nothing orders them, also where they happen one after the other."""

from sandbox.inside.explorer.exploring import explore

SALE = """
import threading

stock = {{"tickets": 1}}
lock = threading.Lock()


def sell():
{body}


threads = [threading.Thread(target=sell) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(stock["tickets"])
"""
LOOKED_AT_OUTSIDE = """
    if stock["tickets"] > 0:
        with lock:
            stock["tickets"] -= 1
"""
LOOKED_AT_INSIDE = """
    with lock:
        if stock["tickets"] > 0:
            stock["tickets"] -= 1
"""
HANDED_ON = """
import threading

box, ready = [0], threading.Semaphore(0)


def give():
    box[0] = 1
    ready.release()


def take():
    ready.acquire()
    print(box[0])


threads = [threading.Thread(target=each) for each in (give, take)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def told(source: str) -> list[tuple[str, list[int]]]:
    return [(each["label"], each["lines"]) for each in explore(source)["unsynchronised"]]


def test_a_look_before_the_lock_is_told_although_nothing_breaks():
    assert told(SALE.format(body=LOOKED_AT_OUTSIDE)) == [("stock['tickets']", [10, 12])]


def test_what_the_lock_orders_is_not_told():
    assert told(SALE.format(body=LOOKED_AT_INSIDE)) == []


def test_nor_what_a_semaphore_hands_on_nor_what_is_read_after_a_join():
    assert told(HANDED_ON) == []
