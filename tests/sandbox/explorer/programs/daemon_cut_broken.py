"""The program ends while a daemon writes: what is asked of it at the end need not be done."""

import threading

saved = []


def save():
    saved.append("half")
    saved.append("whole")


threading.Thread(target=save, daemon=True).start()
assert len(saved) == 2, "cut short"
