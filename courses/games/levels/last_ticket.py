"""One ticket is left, and two tills sell it."""

import threading

tickets = 1


def sell():
    global tickets
    if tickets > 0:
        tickets -= 1


tills = [threading.Thread(target=sell, name=name) for name in "AB"]
for till in tills:
    till.start()
for till in tills:
    till.join()
print(tickets)
