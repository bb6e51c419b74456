"""The first reader locks writers out, but the readers are counted without a lock."""

import threading

readers = 0
writing = threading.Lock()
page = [0, 0]


def read():
    global readers
    readers += 1
    if readers == 1:
        writing.acquire()
    assert page[0] == page[1], "a page half written"
    readers -= 1
    if readers == 0:
        writing.release()


def write():
    with writing:
        page[0] = 1
        page[1] = 1


threads = [
    threading.Thread(target=each)
    for each in (
        read,
        read,
        write,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
