"""More is marked done than was put in."""

import queue
import threading

jobs = queue.Queue()


def work():
    jobs.get()
    jobs.task_done()
    jobs.task_done()


jobs.put("job")
thread = threading.Thread(target=work)
thread.start()
thread.join()
