"""Asked outside of the lock: the notice comes between the question and the waiting."""

import threading

done = threading.Condition()
is_done = False


def wait():
    if not is_done:
        with done:
            done.wait()


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
