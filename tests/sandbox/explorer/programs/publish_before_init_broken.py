"""The object is to be seen before all of it is there."""

import threading


class Config:
    def __init__(self):
        self.host = None


config = None


def prepare():
    global config
    config = Config()
    config.host = "interleave.example"


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
