"""Two permits for a place of one."""

import threading

permits = threading.Semaphore(2)
inside = 0


def visit():
    global inside
    with permits:
        inside += 1
        assert inside == 1, "two in the booth"
        inside -= 1


threads = [
    threading.Thread(target=each)
    for each in (
        visit,
        visit,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
