"""Four threads do each small piece of their work under one lock."""

import threading

lock = threading.Lock()
begin = threading.Barrier(4)
total = 0


def work():
    global total
    begin.wait()
    for _ in range(200):
        with lock:
            total += sum(number * number for number in range(25_000))


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)
