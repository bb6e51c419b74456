"""Two cooks need both the pan and the knife, and take them in the same order."""

import threading
import time

pan, knife = threading.Lock(), threading.Lock()


def cook(first, second):
    with first:
        time.sleep(0.05)
        with second:
            print("a meal")


if __name__ == "__main__":
    cooks = [threading.Thread(target=cook, args=pair, daemon=True) for pair in ((pan, knife), (pan, knife))]
    for each in cooks:
        each.start()
    for each in cooks:
        each.join()
