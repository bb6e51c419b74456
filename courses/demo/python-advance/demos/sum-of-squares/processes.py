"""The sum of all squares below SIZE: processes share the parts."""

from concurrent.futures import ProcessPoolExecutor

SIZE = 24_000_000
PARTS = 8
WORKERS = 4


def add_up(part):
    start = SIZE * part // PARTS
    stop = SIZE * (part + 1) // PARTS
    total = 0
    for number in range(start, stop):
        total += number * number
    print(f"part {part + 1} of {PARTS}: {total}")
    return total


if __name__ == "__main__":
    with ProcessPoolExecutor(WORKERS) as pool:
        totals = list(pool.map(add_up, range(PARTS)))
    print(f"sum: {sum(totals)}")
