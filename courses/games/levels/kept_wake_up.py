"""One thread waits for the post, the other brings it and rings; who has the bell alone looks and rings."""

import threading

bell = threading.Condition()
has_come = False


def wait_for_post():
    with bell:
        while not has_come:
            bell.wait()


def bring_post():
    global has_come
    with bell:
        has_come = True
        bell.notify()


a = threading.Thread(target=wait_for_post, name="A")
b = threading.Thread(target=bring_post, name="B")
a.start()
b.start()
a.join()
b.join()
