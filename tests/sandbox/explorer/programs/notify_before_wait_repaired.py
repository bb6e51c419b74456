"""What was done is written down, and asked for first."""

import threading

done = threading.Condition()
is_done = False


def wait():
    with done:
        done.wait_for(lambda: is_done)


def finish():
    global is_done
    with done:
        is_done = True
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
