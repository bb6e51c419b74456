"""Starts a process from the top of the module: the fresh interpreter would do the same."""

import multiprocessing

process = multiprocessing.get_context("spawn").Process(target=print, args=["hello"])
process.start()
process.join()
