from contextlib import ExitStack, contextmanager, suppress


class Door:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("open", self.name)
        return self

    def __exit__(self, kind, error, trace):
        print("close", self.name, kind.__name__ if kind else None)
        return kind is ValueError


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    finally:
        print(f"</{name}>")


box = {}
with Door("a") as a, Door("b") as box["b"]:
    print(a.name, box["b"].name)
with Door("c"):
    raise ValueError
with tag("p") as name, suppress(KeyError):
    print(name)
    {}[1]
with ExitStack() as stack:
    for each in "xy":
        stack.enter_context(tag(each))
