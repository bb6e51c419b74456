"""Awaits all answers together."""

import asyncio


async def fetch(number):
    await asyncio.sleep(0.2)  # the time that a server takes
    return number


async def main():
    print(await asyncio.gather(*(fetch(number) for number in range(5))))


asyncio.run(main())
