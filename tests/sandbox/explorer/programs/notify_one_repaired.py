"""All are told."""

import threading

is_open = False
door = threading.Condition()


def enter():
    with door:
        while not is_open:
            door.wait()


def unlock():
    global is_open
    with door:
        is_open = True
        door.notify_all()


threads = [
    threading.Thread(target=each)
    for each in (
        enter,
        enter,
        unlock,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
