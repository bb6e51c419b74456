"""A variable of the enclosing function is shared as well."""

import threading


def main():
    total = 0

    def add():
        nonlocal total
        total = total + 5

    workers = [threading.Thread(target=add) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert total == 10, f"{total} instead of 10"


main()
