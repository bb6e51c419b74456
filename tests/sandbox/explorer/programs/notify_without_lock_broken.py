"""Who notifies has to hold the lock."""

import threading

news = threading.Condition()


def tell():
    news.notify()


thread = threading.Thread(target=tell)
thread.start()
thread.join()
