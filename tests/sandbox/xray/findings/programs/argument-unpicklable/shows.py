"""Sends a lock to a pool's workers, which cannot be pickled."""

import multiprocessing
import threading


def work(lock):
    with lock:
        print("hello")


if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(1) as pool:
        pool.map(work, [threading.Lock()])
