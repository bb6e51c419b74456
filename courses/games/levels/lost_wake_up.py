"""One thread waits for the post, the other brings it and rings."""

import threading

bell = threading.Condition()
has_come = False


def wait_for_post():
    if not has_come:
        with bell:
            bell.wait()


def bring_post():
    global has_come
    has_come = True
    with bell:
        bell.notify()


a = threading.Thread(target=wait_for_post, name="A")
b = threading.Thread(target=bring_post, name="B")
a.start()
b.start()
a.join()
b.join()
