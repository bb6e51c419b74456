"""The value is the same again, and yet it was changed between: what was reckoned from the rest is old."""

import threading

state = {"value": 1, "changes": 0}
lock = threading.Lock()


def replace():
    seen, changes = state["value"], state["changes"]
    with lock:
        if state["value"] == seen:
            assert state["changes"] == changes, "changed and changed back"


def there_and_back():
    for value in (2, 1):
        with lock:
            state["value"] = value
            state["changes"] += 1


threads = [
    threading.Thread(target=each)
    for each in (
        replace,
        there_and_back,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
