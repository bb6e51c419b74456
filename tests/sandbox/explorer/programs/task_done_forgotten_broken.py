"""join waits for marks that never come."""

import queue
import threading

jobs = queue.Queue()


def work():
    jobs.get()


jobs.put("job")
thread = threading.Thread(target=work)
thread.start()
jobs.join()
