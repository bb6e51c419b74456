"""Four fresh interpreters for a handful of squares."""

import multiprocessing


def square(number):
    return number * number


if __name__ == "__main__":
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        print(sum(pool.map(square, range(10))))
