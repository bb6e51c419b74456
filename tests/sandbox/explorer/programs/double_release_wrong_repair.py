"""Asked whether it is taken: by whom, nobody says."""

import threading

lock = threading.Lock()
inside = 0


def work():
    global inside
    lock.acquire()
    inside += 1
    assert inside == 1, "two at once"
    inside -= 1
    lock.release()
    if lock.locked():
        lock.release()


threads = [
    threading.Thread(target=each)
    for each in (
        work,
        work,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
