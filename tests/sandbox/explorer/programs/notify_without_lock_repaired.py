"""With the lock."""

import threading

news = threading.Condition()


def tell():
    with news:
        news.notify()


thread = threading.Thread(target=tell)
thread.start()
thread.join()
