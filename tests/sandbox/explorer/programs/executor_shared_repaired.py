"""Tasks return, and whoever asked adds up."""

from concurrent.futures import ThreadPoolExecutor


def double(number):
    return 2 * number


with ThreadPoolExecutor(max_workers=2) as pool:
    total = sum(pool.map(double, [1, 2]))
assert total == 6
