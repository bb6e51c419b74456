"""What the soak runs: programs of several kinds, good and careless, and one that never ends by itself."""

MARK = "left-by-a-soak"
"""In the name of every file that is left behind: none may be found outside."""

SHORT = "print('hello')\n"

THREADS = """\
import threading

sums = []
threads = [threading.Thread(target=lambda: sums.append(sum(range(20_000)))) for _ in range(8)]
for each in threads:
    each.start()
for each in threads:
    each.join()
print(sum(sums))
"""

POOL = """\
import multiprocessing


def square(number):
    return number * number


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(sum(pool.map(square, range(100))))
"""

LEFTOVERS = f"""\
import os
import pathlib
import socket
import time

for folder in ("/tmp", "/dev/shm"):
    for number in range(20):
        pathlib.Path(folder, f"{MARK}-{{number}}").write_bytes(b"x" * 4096)
listeners = [socket.create_server((address, 0), family=family) for address, family in
             (("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6))]
abstract = socket.socket(socket.AF_UNIX)
abstract.bind("\\0{MARK}")
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(3600)
    os._exit(0)
print("left")
"""

ENDLESS = """\
import multiprocessing
import threading


def spin():
    while True:
        pass


if __name__ == "__main__":
    threading.Thread(target=spin, daemon=True).start()
    multiprocessing.Process(target=spin).start()
    print("spinning", flush=True)
    spin()
"""

THAT_END = {"short": SHORT, "threads": THREADS, "process pool": POOL, "leftovers": LEFTOVERS}
