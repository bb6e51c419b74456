"""First the name, then the thread."""

import threading


def greet():
    assert greeting == "hello"


greeting = "hello"
thread = threading.Thread(target=greet)
thread.start()
thread.join()
