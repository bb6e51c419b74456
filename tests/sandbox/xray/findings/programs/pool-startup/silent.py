"""Two fresh interpreters with something to do."""

import multiprocessing


def sum_of_squares(count):
    return sum(number * number for number in range(count))


if __name__ == "__main__":
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        print(sum(pool.map(sum_of_squares, [10_000_000, 10_000_000])))
