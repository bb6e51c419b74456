"""Four threads gather their own sums, and add them up under the lock once."""

import threading

lock = threading.Lock()
begin = threading.Barrier(4)
total = 0


def work():
    global total
    own = 0
    begin.wait()
    for _ in range(200):
        own += sum(number * number for number in range(25_000))
    with lock:
        total += own


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)
