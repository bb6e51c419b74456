"""Double-checked: looked again once the lock is there."""

import threading


class Settings:
    only = None
    made = 0
    lock = threading.Lock()

    @classmethod
    def get(cls):
        if cls.only is None:
            with cls.lock:
                if cls.only is None:
                    cls.made += 1
                    cls.only = cls()
        return cls.only


threads = [
    threading.Thread(target=each)
    for each in (
        Settings.get,
        Settings.get,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert Settings.made == 1, Settings.made
