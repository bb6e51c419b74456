"""As many processes compute as there are cores."""

import multiprocessing
import os

WORKERS = len(os.sched_getaffinity(0))


def work():
    print(sum(number * number for number in range(6_000_000)))


if __name__ == "__main__":
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=work) for _ in range(WORKERS)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
