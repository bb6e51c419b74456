"""Each thread counts for itself, and the sum is made at the end."""

import threading

votes = {}


def vote(name):
    votes[name] = 1


first = threading.Thread(target=vote, args=("Ada",))
second = threading.Thread(target=vote, args=("Barbara",))
first.start()
second.start()
first.join()
second.join()
assert sum(votes.values()) == 2
