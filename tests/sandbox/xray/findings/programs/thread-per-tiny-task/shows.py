"""A thread for each word."""

import threading

words = ["lock", "queue", "event", "pool"] * 50
lengths = []


def measure(word):
    lengths.append(len(word))


threads = [threading.Thread(target=measure, args=[word]) for word in words]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(lengths))
