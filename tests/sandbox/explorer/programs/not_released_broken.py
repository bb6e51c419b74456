"""What goes wrong between taking and giving back leaves the lock taken."""

import threading

lock = threading.Lock()


def parse(text):
    lock.acquire()
    try:
        number = int(text)
    except ValueError:
        return None
    lock.release()
    return number


threads = [
    threading.Thread(target=each)
    for each in (
        lambda: parse("seven"),
        lambda: parse("7"),
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
