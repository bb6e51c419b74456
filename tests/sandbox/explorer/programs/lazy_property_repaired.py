"""A lock around the first look."""

import threading
from functools import cached_property

worked = []


class Report:
    def __init__(self):
        self.lock = threading.Lock()

    @cached_property
    def _total(self):
        worked.append("total")
        return 42

    @property
    def total(self):
        with self.lock:
            return self._total


report = Report()
threads = [
    threading.Thread(target=each)
    for each in (
        lambda: report.total,
        lambda: report.total,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert worked == ["total"], worked
