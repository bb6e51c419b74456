"""One coroutine sleeps as a thread does, and keeps the loop from all others."""

import asyncio
import time


async def tick():
    for _ in range(20):
        await asyncio.sleep(0.05)


async def fetch():
    await asyncio.sleep(0.1)
    time.sleep(0.8)


async def main():
    await asyncio.gather(tick(), tick(), fetch())


asyncio.run(main())
