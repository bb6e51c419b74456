"""Sends a number; the lock is one for processes, and given when they are made."""

import multiprocessing

lock = multiprocessing.Lock()


def begin(shared_lock):
    global lock
    lock = shared_lock


def work(number):
    with lock:
        print("hello", number)


if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(1, initializer=begin, initargs=[lock]) as pool:
        pool.map(work, [1])
