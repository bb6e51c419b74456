"""The sum of all squares below SIZE: a task for each part, in one thread."""

import asyncio

SIZE = 24_000_000
PARTS = 8


async def add_up(part):  # it never awaits anything, so no other task gets a turn before its end
    start = SIZE * part // PARTS
    stop = SIZE * (part + 1) // PARTS
    total = 0
    for number in range(start, stop):
        total += number * number
    print(f"part {part + 1} of {PARTS}: {total}")
    return total


async def main():
    totals = await asyncio.gather(*(add_up(part) for part in range(PARTS)))
    print(f"sum: {sum(totals)}")


if __name__ == "__main__":
    asyncio.run(main())
