"""The same by an executor: asking for the result raises what was raised in the thread."""

from concurrent.futures import ThreadPoolExecutor


def divide(by):
    return 1 / by


with ThreadPoolExecutor(1) as pool:
    try:
        print(pool.submit(divide, 0).result())
    except ZeroDivisionError as error:
        print("failed:", error)
