"""Once for each job."""

import queue
import threading

jobs = queue.Queue()


def work():
    jobs.get()
    jobs.task_done()


jobs.put("job")
thread = threading.Thread(target=work)
thread.start()
jobs.join()
thread.join()
