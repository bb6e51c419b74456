"""The same, with the sleep in a thread of its own."""

import asyncio
import time


async def tick():
    for _ in range(20):
        await asyncio.sleep(0.05)


async def fetch():
    await asyncio.sleep(0.1)
    await asyncio.to_thread(time.sleep, 0.8)


async def main():
    await asyncio.gather(tick(), tick(), fetch())


asyncio.run(main())
