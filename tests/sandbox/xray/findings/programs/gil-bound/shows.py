"""Four threads compute sums of squares."""

import threading


def work():
    print(sum(number * number for number in range(3_000_000)))


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
