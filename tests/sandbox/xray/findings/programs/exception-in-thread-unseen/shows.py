"""A thread fails, and the program ends as if nothing had been."""

import threading


def divide(by):
    print(1 / by)


thread = threading.Thread(target=divide, args=[0])
thread.start()
thread.join()
print("end")
