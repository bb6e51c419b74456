"""The inner task is called, not submitted."""

from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=1)


def outer():
    return int("7")


assert pool.submit(outer).result() == 7
pool.shutdown()
