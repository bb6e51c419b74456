"""Waited for."""

import threading

saved = []


def save():
    saved.append("half")
    saved.append("whole")


thread = threading.Thread(target=save, daemon=True)
thread.start()
thread.join()
assert len(saved) == 2, "cut short"
