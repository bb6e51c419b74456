"""Marked, whatever the work comes to."""

import queue
import threading

jobs = queue.Queue()


def work():
    jobs.get()
    try:
        pass
    finally:
        jobs.task_done()


jobs.put("job")
thread = threading.Thread(target=work)
thread.start()
jobs.join()
