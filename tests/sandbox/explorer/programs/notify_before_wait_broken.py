"""A notice that nobody waits for is lost."""

import threading

done = threading.Condition()


def wait():
    with done:
        done.wait()


def finish():
    with done:
        done.notify()


threads = [
    threading.Thread(target=each)
    for each in (
        wait,
        finish,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
