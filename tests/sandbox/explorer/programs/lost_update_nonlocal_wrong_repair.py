"""The lock is given back between reading and writing."""

import threading


def main():
    total = 0
    lock = threading.Lock()

    def add():
        nonlocal total
        with lock:
            seen = total
        with lock:
            total = seen + 5

    workers = [threading.Thread(target=add) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert total == 10, f"{total} instead of 10"


main()
