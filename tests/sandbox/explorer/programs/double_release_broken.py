"""What is given back twice was another's the second time."""

import threading

lock = threading.Lock()


def work():
    lock.acquire()
    try:
        pass
    finally:
        lock.release()
    lock.release()


thread = threading.Thread(target=work)
thread.start()
thread.join()
