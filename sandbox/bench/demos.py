"""Programs like those that learners compare, each of which measures itself: wall and CPU time of its work, printed."""

MEASURING = """\
import resource
import time


def cpu_seconds():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def measure(work):
    warm_until = time.perf_counter() + 0.1  # a core that was idle takes its time to come up to speed
    while time.perf_counter() < warm_until:
        pass
    wall, cpu = time.perf_counter(), cpu_seconds()
    work()
    wall, cpu = time.perf_counter() - wall, cpu_seconds() - cpu
    print(wall, cpu)
"""

COMPUTING = """
def work():
    total = 0
    for number in range(4_000_000):
        total += number * number


measure(work)
"""

THREADS = """
import queue
import threading


def hand_back(there, back):
    while (number := there.get()) is not None:
        back.put(number + 1)


def work():
    there, back = queue.Queue(1), queue.Queue(1)
    partner = threading.Thread(target=hand_back, args=[there, back])
    partner.start()
    for number in range(15_000):
        there.put(number)
        back.get()
    there.put(None)
    partner.join()


measure(work)
"""

PROCESSES = """
import multiprocessing.pool
import multiprocessing.queues  # both as a pool would import them in the middle of the work


def sum_of_squares(numbers):
    return sum(number * number for number in numbers)


def work():
    parts = [range(start, start + 250_000) for start in range(0, 4_000_000, 250_000)]
    with multiprocessing.Pool(2) as pool:
        pool.map(sum_of_squares, parts)
        pool.close()
        pool.join()


if __name__ == "__main__":
    measure(work)
"""

FILES_AND_SOCKETS = """
import asyncio
import pathlib
import tempfile


async def answer(reader, writer):
    while data := await reader.read(4096):
        writer.write(data)
        await writer.drain()
    writer.close()


async def ask(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(200):
        writer.write(b"x" * 1024)
        await reader.readexactly(1024)
    writer.close()


async def talk():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        await asyncio.gather(*(ask(port) for _ in range(10)))


def work():
    with tempfile.TemporaryDirectory() as folder:
        for number in range(500):
            file = pathlib.Path(folder, str(number))
            file.write_bytes(b"x" * 65536)
            file.read_bytes()
            file.unlink()
    asyncio.run(talk())


measure(work)
"""

DEMOS = {
    "computing": MEASURING + COMPUTING,
    "switching threads": MEASURING + THREADS,
    "process pool": MEASURING + PROCESSES,
    "files and sockets": MEASURING + FILES_AND_SOCKETS,
}
