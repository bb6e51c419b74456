"""Sends only where to begin; each worker makes its list itself, and sends a number back."""

import multiprocessing


def length_of_list(start):
    return len([str(number) for number in range(start, start + 1_000_000)])


if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(2) as pool:
        print(sum(pool.map(length_of_list, [0, 1, 2, 3], chunksize=1)))
