"""What was meant to be each thread's own is one for all."""

import threading


class Context:
    user = None


context = Context()


def serve(name):
    context.user = name
    assert context.user == name, f"{name} sees the page of {context.user}"


threads = [
    threading.Thread(target=each)
    for each in (
        lambda: serve("Ada"),
        lambda: serve("Barbara"),
    )
]
for each in threads:
    each.start()
for each in threads:
    each.join()
