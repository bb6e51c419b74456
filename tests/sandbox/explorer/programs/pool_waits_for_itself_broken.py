"""The only worker waits for a task that only it could do."""

from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=1)


def outer():
    return pool.submit(int, "7").result()


assert pool.submit(outer).result() == 7
pool.shutdown()
