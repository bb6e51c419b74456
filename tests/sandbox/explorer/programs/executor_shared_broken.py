"""A pool's tasks share what they share, as any threads."""

from concurrent.futures import ThreadPoolExecutor

total = 0


def add(number):
    global total
    total += number


with ThreadPoolExecutor(max_workers=2) as pool:
    pool.submit(add, 1)
    pool.submit(add, 2)
assert total == 3, f"{total} instead of 3"
