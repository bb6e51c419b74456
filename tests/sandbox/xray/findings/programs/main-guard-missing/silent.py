"""Starts the process only where the program itself runs."""

import multiprocessing

if __name__ == "__main__":
    process = multiprocessing.get_context("spawn").Process(target=print, args=["hello"])
    process.start()
    process.join()
