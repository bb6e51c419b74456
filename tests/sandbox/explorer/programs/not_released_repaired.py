"""A with gives it back, whatever happens."""

import threading

lock = threading.Lock()


def parse(text):
    with lock:
        try:
            return int(text)
        except ValueError:
            return None


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
