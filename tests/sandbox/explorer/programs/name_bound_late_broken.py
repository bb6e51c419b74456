"""The thread uses a name that the module gives only after the start."""

import threading


def greet():
    assert greeting == "hello"


thread = threading.Thread(target=greet)
thread.start()
greeting = "hello"
thread.join()
