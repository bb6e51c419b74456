"""One thread waits for a parcel, the other brings it; both are polite and lock the door behind them."""

import threading

door = threading.Lock()
parcels = threading.Semaphore(0)


def fetch():
    with door:
        parcels.acquire()


def bring():
    with door:
        parcels.release()


a = threading.Thread(target=fetch, name="A")
b = threading.Thread(target=bring, name="B")
a.start()
b.start()
a.join()
b.join()
