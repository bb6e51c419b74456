import threading

count = 0
lock = threading.Lock()


def add():
    global count
    for _ in range(50):
        with lock:
            count += 1


threads = [threading.Thread(target=add) for _ in range(4)]
for each in threads:
    each.start()
for each in threads:
    each.join()
print(count)
