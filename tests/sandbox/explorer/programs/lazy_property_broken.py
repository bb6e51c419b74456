"""cached_property keeps no lock: what is worked out once may be worked out twice."""

import threading
from functools import cached_property

worked = []


class Report:
    @cached_property
    def total(self):
        worked.append("total")
        return 42


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
