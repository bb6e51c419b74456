"""Woken does not mean that there still is something."""

import threading

items = []
news = threading.Condition()


def take():
    with news:
        if not items:
            news.wait()
        items.pop()


def put():
    with news:
        items.append(1)
        news.notify_all()


threads = [
    threading.Thread(target=each)
    for each in (
        take,
        take,
        put,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
