"""The count of changes is compared, read in one piece with the value."""

import threading

state = {"value": 1, "changes": 0}
lock = threading.Lock()


def replace():
    with lock:
        seen, changes = state["value"], state["changes"]
    with lock:
        if state["changes"] == changes:
            assert state["value"] == seen


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
