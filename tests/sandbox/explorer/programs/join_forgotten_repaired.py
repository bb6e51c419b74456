"""Waited for first."""

import threading

result = []


def compute():
    result.append(42)


thread = threading.Thread(target=compute)
thread.start()
thread.join()
assert result == [42], "asked too early"
