"""It is shown when it is whole."""

import threading


class Config:
    def __init__(self):
        self.host = None


config = None


def prepare():
    global config
    fresh = Config()
    fresh.host = "interleave.example"
    config = fresh


def use():
    if config is not None:
        assert config.host is not None, "used before it was ready"


threads = [
    threading.Thread(target=each)
    for each in (
        prepare,
        use,
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
