"""The flag that it asks for is never raised."""

import threading

ready = False


def wait():
    while not ready:
        pass


thread = threading.Thread(target=wait)
thread.start()
thread.join()
