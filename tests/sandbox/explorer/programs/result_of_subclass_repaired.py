"""Waited for first."""

import threading


class Worker(threading.Thread):
    def __init__(self):
        super().__init__()
        self.result = None

    def run(self):
        self.result = 42


worker = Worker()
worker.start()
worker.join()
assert worker.result == 42, "asked too early"
