"""The sum of all squares below SIZE: one part after another."""

SIZE = 24_000_000
PARTS = 8


def add_up(part):
    start = SIZE * part // PARTS
    stop = SIZE * (part + 1) // PARTS
    total = 0
    for number in range(start, stop):
        total += number * number
    print(f"part {part + 1} of {PARTS}: {total}")
    return total


if __name__ == "__main__":
    totals = [add_up(part) for part in range(PARTS)]
    print(f"sum: {sum(totals)}")
