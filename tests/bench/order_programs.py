"""The programs of the race lab's table, each broken, and where there is one its repaired twin."""

LOST_UPDATE = """import threading
counter = 0
def work():
    global counter
    for _ in range(3):
        counter += 1
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert counter == 6
"""
LOCKED = LOST_UPDATE.replace("        counter += 1", "        with lock: counter += 1").replace(
    "counter = 0", "lock = threading.Lock(); counter = 0", 1
)
PHILOSOPHERS = """import threading
forks = [threading.Lock() for _ in range(3)]
def eat(first, second):
    with forks[first]:
        with forks[second]:
            pass
threads = [threading.Thread(target=eat, args=(each, (each + 1) % 3)) for each in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""
ORDERED_FORKS = PHILOSOPHERS.replace("args=(each, (each + 1) % 3)", "args=sorted((each, (each + 1) % 3))")
BUFFER = """import threading
items, room = [], threading.Condition()
def put(item):
    with room:
        items.append(item)
        room.notify()
def take():
    with room:
        if not items:
            room.wait()
        items.pop()
threads = [threading.Thread(target=take), threading.Thread(target=take)]
threads += [threading.Thread(target=put, args=(each,)) for each in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""
LOST_WAKE_UP = """import threading
ready = threading.Event()
def consume():
    ready.clear()
    ready.wait()
threads = [threading.Thread(target=consume), threading.Thread(target=ready.set)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""
READER_WRITER = """import threading
readers, lock, room = 0, threading.Lock(), threading.Semaphore(1)
value, seen = [0, 0], []
def read():
    global readers
    readers += 1
    if readers == 1: room.acquire()
    seen.append((value[0], value[1]))
    readers -= 1
    if readers == 0: room.release()
def write():
    with room:
        value[0] += 1
        value[1] += 1
threads = [threading.Thread(target=each) for each in (read, read, write)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert all(first == second for first, second in seen), seen
"""
PROGRAMS = {
    "lost update, 2 threads of 3": LOST_UPDATE,
    "the same with a lock": LOCKED,
    "three philosophers": PHILOSOPHERS,
    "the same, ordered forks": ORDERED_FORKS,
    "bounded buffer with `if`": BUFFER,
    "event, lost wake-up": LOST_WAKE_UP,
    "reader-writer bug": READER_WRITER,
}
