"""What is run recorded and alone: programs that measure themselves, and by how much recording may slow them."""

from dataclasses import dataclass

from sandbox.bench.demos import COMPUTING, FILES_AND_SOCKETS, MEASURING

EIGHT_THREADS = """
import threading


def spin():
    total = 0
    for number in range(500_000):
        total += number * number


def work():
    threads = [threading.Thread(target=spin) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


measure(work)
"""

WAITING_FOR_ANSWERS = """
import socket
import threading


def answer(connection):
    while connection.recv(1024):
        time.sleep(0.005)  # a server takes its time
        connection.sendall(b"x" * 1024)


def ask(connection):
    for number in range(50):
        connection.sendall(b"x" * 1024)
        connection.recv(1024)
    connection.close()


def work():
    pairs = [socket.socketpair() for _ in range(4)]
    threads = [threading.Thread(target=ask, args=[mine]) for mine, _ in pairs]
    threads += [threading.Thread(target=answer, args=[theirs]) for _, theirs in pairs]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


measure(work)
"""

LOCKED_WORK = """
import threading


def add_up():
    global total
    for number in range(1000):
        with lock:
            total += sum(range(4000))  # some 50 microseconds


def work():
    threads = [threading.Thread(target=add_up) for _ in range({threads})]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


total, lock = 0, threading.Lock()
measure(work)
"""

EMPTY_LOCK = """
import threading

lock = threading.Lock()


def work():
    for number in range(100_000):
        with lock:
            pass


measure(work)
"""


@dataclass(frozen=True)
class Load:
    """`target`: what recorded ÷ alone may be, "" where nothing is promised."""

    source: str
    target: str = ""


LOADS = {
    "computing": Load(MEASURING + COMPUTING, "0.98 to 1.05"),
    "eight threads compute": Load(MEASURING + EIGHT_THREADS, "0.98 to 1.02"),
    "sockets that wait for answers": Load(MEASURING + WAITING_FOR_ANSWERS, "wall 0.98 to 1.05"),
    "a lock around 50 µs, one thread": Load(MEASURING + LOCKED_WORK.format(threads=1), "at most 1.15"),
    "a lock around 50 µs, four threads": Load(MEASURING + LOCKED_WORK.format(threads=4), "at most 1.15"),
    "files, and asyncio that never waits": Load(MEASURING + FILES_AND_SOCKETS),
    "an empty with-lock, 100,000 times": Load(MEASURING + EMPTY_LOCK),
}
