"""One job is in the queue; two workers look, and take it if there is one."""

import queue
import threading

jobs = queue.Queue()
jobs.put("paint the door")


def work():
    if not jobs.empty():
        jobs.get()


threads = [threading.Thread(target=work, name=name) for name in "AB"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
