"""One desk, and a semaphore with one permit for it; who finds the desk taken gives up."""

import threading

permit = threading.Semaphore(1)
at_desk = 0


def work():
    global at_desk
    has_permit = permit.acquire(blocking=False)
    if has_permit:
        at_desk += 1
        assert at_desk == 1, "two sit at one desk"
        at_desk -= 1
    permit.release()


threads = [threading.Thread(target=work, name=name) for name in "ABC"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
