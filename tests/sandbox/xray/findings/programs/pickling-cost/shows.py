"""Sends long lists to the workers, and gets longer ones back."""

import multiprocessing


def doubled(numbers):
    return numbers * 2


if __name__ == "__main__":
    lists = [[str(number) for number in range(300_000)] for _ in range(4)]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        print(sum(map(len, pool.map(doubled, lists, chunksize=1))))
