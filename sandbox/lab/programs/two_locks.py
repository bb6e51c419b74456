"""Two threads need the same two locks, and take them in different orders."""

import threading

left = threading.Lock()
right = threading.Lock()


def from_left():
    with left:
        with right:
            print("A has both")


def from_right():
    with right:
        with left:
            print("B has both")


a = threading.Thread(target=from_left, name="A")
b = threading.Thread(target=from_right, name="B")
a.start()
b.start()
a.join()
b.join()
